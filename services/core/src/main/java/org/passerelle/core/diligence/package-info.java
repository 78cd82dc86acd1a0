/** What is told of due diligence after the fact: the record of one release, and the report of a year (UN HRDDP, H11). */
@NullMarked
package org.passerelle.core.diligence;

import org.jspecify.annotations.NullMarked;
