@NullMarked
package org.passerelle.exchange.hold;

import org.jspecify.annotations.NullMarked;
