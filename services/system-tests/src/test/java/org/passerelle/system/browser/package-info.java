/** The portal in a real browser. */
@NullMarked
package org.passerelle.system.browser;

import org.jspecify.annotations.NullMarked;
