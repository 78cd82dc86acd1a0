/** Parts that die: nothing is disclosed that is not recorded, and the system comes back by itself. */
@NullMarked
package org.passerelle.system.fault;

import org.jspecify.annotations.NullMarked;
