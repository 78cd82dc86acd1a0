/** Explanations of decisions on the command line. */
@NullMarked
package org.passerelle.node.explain;

import org.jspecify.annotations.NullMarked;
