/** What happens to agreements, on the feed of each of their parties. */
@NullMarked
package org.passerelle.exchange.agreement;

import org.jspecify.annotations.NullMarked;
