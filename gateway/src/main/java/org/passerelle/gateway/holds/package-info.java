/** Operations on holds and their rulings. */
@NullMarked
package org.passerelle.gateway.holds;

import org.jspecify.annotations.NullMarked;
