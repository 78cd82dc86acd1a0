/** How anything leaves: gather, decide, record, deliver; every door uses it. */
@NullMarked
package org.passerelle.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
