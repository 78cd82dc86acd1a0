/** Operations on sharing agreements. */
@NullMarked
package org.passerelle.gateway.agreements;

import org.jspecify.annotations.NullMarked;
