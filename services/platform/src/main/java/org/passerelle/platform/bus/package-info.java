/** Questions, answers and hints on the event bus. */
@NullMarked
package org.passerelle.platform.bus;

import org.jspecify.annotations.NullMarked;
