/** Configuration as data: read strictly, and written once into an empty database. */
@NullMarked
package org.passerelle.node.seed;

import org.jspecify.annotations.NullMarked;
