/** Allegations of grave violations: reported, corroborated, graded anew, judged (HRDDP H9). */
@NullMarked
package org.passerelle.gateway.allegations;

import org.jspecify.annotations.NullMarked;
