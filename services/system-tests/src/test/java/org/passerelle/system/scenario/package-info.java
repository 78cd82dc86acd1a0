/** The acceptance scenarios, each a test of its own. */
@NullMarked
package org.passerelle.system.scenario;

import org.jspecify.annotations.NullMarked;
