@NullMarked
package org.passerelle.exchange.task;

import org.jspecify.annotations.NullMarked;
