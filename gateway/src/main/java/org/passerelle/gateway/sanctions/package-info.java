/** Sanctions lists and names that are like listed ones. */
@NullMarked
package org.passerelle.gateway.sanctions;

import org.jspecify.annotations.NullMarked;
