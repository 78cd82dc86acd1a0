/** Verification of logs by a party that does not trust the operator. */
@NullMarked
package org.passerelle.audit.verify;

import org.jspecify.annotations.NullMarked;
