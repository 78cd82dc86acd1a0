/** The bundle builder: every fault with its place, and ambiguity against brute force. */
@NullMarked
package org.passerelle.core.bundle;

import org.jspecify.annotations.NullMarked;
