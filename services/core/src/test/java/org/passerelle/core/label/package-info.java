/** Labels. */
@NullMarked
package org.passerelle.core.label;

import org.jspecify.annotations.NullMarked;
