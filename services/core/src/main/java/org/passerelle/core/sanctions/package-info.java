/** Sanctions lists: what is listed, how two publications differ, and whose names are like those of whom. */
@NullMarked
package org.passerelle.core.sanctions;

import org.jspecify.annotations.NullMarked;
