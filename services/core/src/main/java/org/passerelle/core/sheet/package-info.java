/** A record as a document to be read and printed, with its marking on every page and before every portion. */
@NullMarked
package org.passerelle.core.sheet;

import org.jspecify.annotations.NullMarked;
