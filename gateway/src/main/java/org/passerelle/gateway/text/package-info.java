/** Legal texts as HTML and as PDF. */
@NullMarked
package org.passerelle.gateway.text;

import org.jspecify.annotations.NullMarked;
