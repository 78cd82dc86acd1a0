/** Tests of what is read from the logs and the ledger. */
@NullMarked
package org.passerelle.audit.read;

import org.jspecify.annotations.NullMarked;
