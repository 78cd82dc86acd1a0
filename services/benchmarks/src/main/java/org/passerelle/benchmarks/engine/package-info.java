/** The policy engines that are compared, each with its own translation of the same policy. */
@NullMarked
package org.passerelle.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
