/** Explanations on a terminal. */
@NullMarked
package org.passerelle.node.explain;

import org.jspecify.annotations.NullMarked;
