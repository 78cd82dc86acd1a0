@NullMarked
package org.passerelle.exchange.recall;

import org.jspecify.annotations.NullMarked;
