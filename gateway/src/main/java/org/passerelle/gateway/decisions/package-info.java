/** Explanations for the releasing side. */
@NullMarked
package org.passerelle.gateway.decisions;

import org.jspecify.annotations.NullMarked;
