/** Operations on who may act at all: accounts, parties, commanders. */
@NullMarked
package org.passerelle.gateway.standing;

import org.jspecify.annotations.NullMarked;
