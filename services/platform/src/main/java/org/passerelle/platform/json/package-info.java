/** JSON, strictly: one mapper, faults with their exact place, canonical bytes (RFC 8785). */
@NullMarked
package org.passerelle.platform.json;

import org.jspecify.annotations.NullMarked;
