/** Invariant I5: what a recipient may not see changes nothing of what the doors answer it. */
@NullMarked
package org.passerelle.node.noninterference;

import org.jspecify.annotations.NullMarked;
