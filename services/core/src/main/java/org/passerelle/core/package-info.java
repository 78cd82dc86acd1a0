/** The domain in plain Java: label, agreement, screening, decision, bundle, message. */
@NullMarked
package org.passerelle.core;

import org.jspecify.annotations.NullMarked;
