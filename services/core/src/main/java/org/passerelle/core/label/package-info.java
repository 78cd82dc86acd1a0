/** Labels: level, TLP, audiences, grading, and their join. */
@NullMarked
package org.passerelle.core.label;

import org.jspecify.annotations.NullMarked;
