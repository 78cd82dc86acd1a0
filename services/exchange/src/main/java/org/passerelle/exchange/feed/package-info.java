/** The feed log: filled from the events of records, read by subscriptions. */
@NullMarked
package org.passerelle.exchange.feed;

import org.jspecify.annotations.NullMarked;
