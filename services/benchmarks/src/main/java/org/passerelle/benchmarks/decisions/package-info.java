/** The benchmark of decisions: agreement first, then time and allocation. */
@NullMarked
package org.passerelle.benchmarks.decisions;

import org.jspecify.annotations.NullMarked;
