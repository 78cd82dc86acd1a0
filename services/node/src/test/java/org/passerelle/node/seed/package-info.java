/** The configuration as shipped, and every way in which one can be wrong. */
@NullMarked
package org.passerelle.node.seed;

import org.jspecify.annotations.NullMarked;
