/** Tests of what feeds tell and do not tell. */
@NullMarked
package org.passerelle.gateway.feed;

import org.jspecify.annotations.NullMarked;
