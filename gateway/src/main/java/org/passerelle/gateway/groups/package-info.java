/** Groups of parties, as far as the caller's party may know who belongs to them. */
@NullMarked
package org.passerelle.gateway.groups;

import org.jspecify.annotations.NullMarked;
