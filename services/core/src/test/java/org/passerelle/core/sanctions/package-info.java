/** Lists and how they differ. */
@NullMarked
package org.passerelle.core.sanctions;

import org.jspecify.annotations.NullMarked;
