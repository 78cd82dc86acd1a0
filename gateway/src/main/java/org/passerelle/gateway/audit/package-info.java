/** Operations on the transparency log. */
@NullMarked
package org.passerelle.gateway.audit;

import org.jspecify.annotations.NullMarked;
