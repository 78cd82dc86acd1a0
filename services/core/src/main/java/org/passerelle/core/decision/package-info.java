/** The decision: gates, codes, traces; {@code decide} and {@code admit} are pure. */
@NullMarked
package org.passerelle.core.decision;

import org.jspecify.annotations.NullMarked;
