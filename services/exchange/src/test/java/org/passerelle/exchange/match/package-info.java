/** Tests of how questions are counted. */
@NullMarked
package org.passerelle.exchange.match;

import org.jspecify.annotations.NullMarked;
