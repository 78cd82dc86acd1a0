/** The invariants of the policy, each a property of its name over drawn worlds. */
@NullMarked
package org.passerelle.core.invariant;

import org.jspecify.annotations.NullMarked;
