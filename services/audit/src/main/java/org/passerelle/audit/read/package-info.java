/** Reading: entries, ledger, checkpoints, proofs and openings. */
@NullMarked
package org.passerelle.audit.read;

import org.jspecify.annotations.NullMarked;
