/** A generated policy with requests and records, the same for every engine. */
@NullMarked
package org.passerelle.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
