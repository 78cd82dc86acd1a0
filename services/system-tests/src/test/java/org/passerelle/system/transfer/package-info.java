/** Files in and out of the running system. */
@NullMarked
package org.passerelle.system.transfer;

import org.jspecify.annotations.NullMarked;
