/** Quality of matching is measured honestly. */
@NullMarked
package org.passerelle.screening.match;

import org.jspecify.annotations.NullMarked;
