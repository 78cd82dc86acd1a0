@NullMarked
package org.passerelle.exchange;

import org.jspecify.annotations.NullMarked;
