/** Sharing agreements: clauses, obligations and states. */
@NullMarked
package org.passerelle.core.agreement;

import org.jspecify.annotations.NullMarked;
