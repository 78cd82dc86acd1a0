/** The benchmark of screening: how long it takes to compare names with a list. */
@NullMarked
package org.passerelle.node.bench.screening;

import org.jspecify.annotations.NullMarked;
