/** Nobody gains from an exemption that they themselves rule. */
@NullMarked
package org.passerelle.screening.exemptions;

import org.jspecify.annotations.NullMarked;
