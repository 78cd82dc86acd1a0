/** Exemptions from screening: asked for, approved by somebody else, ended, reviewed (HRDDP H7). */
@NullMarked
package org.passerelle.screening.exemptions;

import org.jspecify.annotations.NullMarked;
