/**
 * What a searcher sees of the records of a pattern, worked out once for all of them, so that a search reads only what is seen and a count
 * is a sum. The decision and the view are those of {@code core.compiled} and {@code core.record}; nothing is decided here.
 */
@NullMarked
package org.passerelle.core.sight;

import org.jspecify.annotations.NullMarked;
