/** The benchmark of screening says truly whether its goals are met. */
@NullMarked
package org.passerelle.node.bench.screening;

import org.jspecify.annotations.NullMarked;
