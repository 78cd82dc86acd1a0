/** Tests of the edge. */
@NullMarked
package org.passerelle.gateway.edge;

import org.jspecify.annotations.NullMarked;
