/** Formats of files: from bytes to submissions with their place in the file, and from views to bytes. */
@NullMarked
package org.passerelle.gateway.interchange;

import org.jspecify.annotations.NullMarked;
