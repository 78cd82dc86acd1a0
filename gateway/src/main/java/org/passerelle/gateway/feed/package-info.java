/** What a party may receive, in order: polled, or streamed as server-sent events. */
@NullMarked
package org.passerelle.gateway.feed;

import org.jspecify.annotations.NullMarked;
