/** Children, locks and ports, with real processes. */
@NullMarked
package org.passerelle.node.process;

import org.jspecify.annotations.NullMarked;
