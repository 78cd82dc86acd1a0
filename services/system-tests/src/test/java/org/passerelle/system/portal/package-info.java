/** The portal in a real browser, against the whole system. */
@NullMarked
package org.passerelle.system.portal;

import org.jspecify.annotations.NullMarked;
