/** Owner of feeds, subscriptions, holds and requests for information. */
@NullMarked
package org.passerelle.exchange;

import org.jspecify.annotations.NullMarked;
