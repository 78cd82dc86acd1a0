/** Whether two spellings may name the same person or body: reading, likeness of parts, scores with their reasons, an index of candidates. */
@NullMarked
package org.passerelle.core.names;

import org.jspecify.annotations.NullMarked;
