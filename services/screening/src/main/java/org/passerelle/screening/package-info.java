/** Owner of assessments, allegations, sanctions lists and name matching. */
@NullMarked
package org.passerelle.screening;

import org.jspecify.annotations.NullMarked;
