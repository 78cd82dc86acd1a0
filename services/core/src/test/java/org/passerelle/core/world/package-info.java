/** A small hand-written world in JSON, changed row by row. */
@NullMarked
package org.passerelle.core.world;

import org.jspecify.annotations.NullMarked;
