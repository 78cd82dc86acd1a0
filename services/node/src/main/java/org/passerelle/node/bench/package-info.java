/** Benchmarks that need the whole system: real processes, real sign-ins, the public API. */
@NullMarked
package org.passerelle.node.bench;

import org.jspecify.annotations.NullMarked;
