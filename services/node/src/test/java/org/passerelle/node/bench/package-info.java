/** Tests of the arithmetic of benchmarks. */
@NullMarked
package org.passerelle.node.bench;

import org.jspecify.annotations.NullMarked;
