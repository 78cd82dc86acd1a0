/** How often parties have asked one another whether something is alike. */
@NullMarked
package org.passerelle.exchange.match;

import org.jspecify.annotations.NullMarked;
