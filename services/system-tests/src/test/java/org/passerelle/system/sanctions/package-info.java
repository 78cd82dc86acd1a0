/** Sanctions lists on the running system. */
@NullMarked
package org.passerelle.system.sanctions;

import org.jspecify.annotations.NullMarked;
