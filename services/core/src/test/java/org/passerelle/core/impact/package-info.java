/** Tests of comparisons and reviews, over drawn worlds. */
@NullMarked
package org.passerelle.core.impact;

import org.jspecify.annotations.NullMarked;
