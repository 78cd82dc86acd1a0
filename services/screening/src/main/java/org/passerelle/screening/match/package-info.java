/** How well names are matched over pairs of which people have said whether they are the same. */
@NullMarked
package org.passerelle.screening.match;

import org.jspecify.annotations.NullMarked;
