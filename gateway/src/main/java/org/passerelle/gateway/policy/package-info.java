/** The policy bundle that this gateway enforces, held under a lease of seconds. */
@NullMarked
package org.passerelle.gateway.policy;

import org.jspecify.annotations.NullMarked;
