/** Holds, rulings and the grants that come of them. */
@NullMarked
package org.passerelle.exchange.hold;

import org.jspecify.annotations.NullMarked;
