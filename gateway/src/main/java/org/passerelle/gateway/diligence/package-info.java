/** Past releases for review, the record of due diligence of one release, and the report of a year (UN HRDDP). */
@NullMarked
package org.passerelle.gateway.diligence;

import org.jspecify.annotations.NullMarked;
