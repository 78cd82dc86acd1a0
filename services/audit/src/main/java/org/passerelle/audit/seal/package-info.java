/** Sealing: the operator's log takes exactly one leaf per interval. */
@NullMarked
package org.passerelle.audit.seal;

import org.jspecify.annotations.NullMarked;
