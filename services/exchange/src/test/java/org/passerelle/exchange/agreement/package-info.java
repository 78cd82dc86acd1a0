@NullMarked
package org.passerelle.exchange.agreement;

import org.jspecify.annotations.NullMarked;
