/** Names are matched by general rules. */
@NullMarked
package org.passerelle.core.names;

import org.jspecify.annotations.NullMarked;
