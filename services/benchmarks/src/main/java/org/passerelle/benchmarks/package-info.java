/** What {@code passerelle bench} runs; not part of the product. */
@NullMarked
package org.passerelle.benchmarks;

import org.jspecify.annotations.NullMarked;
