/** Supervision. */
@NullMarked
package org.passerelle.node.supervisor;

import org.jspecify.annotations.NullMarked;
