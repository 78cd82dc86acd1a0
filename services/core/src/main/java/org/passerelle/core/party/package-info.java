/** Parties, their units, groups and accounts. */
@NullMarked
package org.passerelle.core.party;

import org.jspecify.annotations.NullMarked;
