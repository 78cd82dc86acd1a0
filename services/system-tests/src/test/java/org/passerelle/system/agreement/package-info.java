/** The life of sharing agreements on the running system, by its API alone. */
@NullMarked
package org.passerelle.system.agreement;

import org.jspecify.annotations.NullMarked;
