/** Who the caller is, and which words they may use. */
@NullMarked
package org.passerelle.gateway.caller;

import org.jspecify.annotations.NullMarked;
