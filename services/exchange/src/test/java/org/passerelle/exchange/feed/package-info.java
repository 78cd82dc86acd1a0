@NullMarked
package org.passerelle.exchange.feed;

import org.jspecify.annotations.NullMarked;
