/** HRDDP screening: assessments, allegations, mitigations and the rules H1 to H11. */
@NullMarked
package org.passerelle.core.screening;

import org.jspecify.annotations.NullMarked;
