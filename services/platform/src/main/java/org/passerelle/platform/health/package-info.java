/** Liveness, readiness, metrics and the management port. */
@NullMarked
package org.passerelle.platform.health;

import org.jspecify.annotations.NullMarked;
