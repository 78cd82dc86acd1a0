/** The policy bundle: every revocable fact, signed, versioned, immutable. */
@NullMarked
package org.passerelle.core.bundle;

import org.jspecify.annotations.NullMarked;
