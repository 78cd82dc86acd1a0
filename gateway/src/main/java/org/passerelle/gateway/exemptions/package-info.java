/** Operations on exemptions from screening (HRDDP H7). */
@NullMarked
package org.passerelle.gateway.exemptions;

import org.jspecify.annotations.NullMarked;
