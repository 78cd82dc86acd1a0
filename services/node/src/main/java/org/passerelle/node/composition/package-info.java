/** One node: which services run in this process. */
@NullMarked
package org.passerelle.node.composition;

import org.jspecify.annotations.NullMarked;
