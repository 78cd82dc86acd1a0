/** Sends files to a running system and fetches them from it, as commands do. */
@NullMarked
package org.passerelle.node.transfer;

import org.jspecify.annotations.NullMarked;
