/** The compiled form decides as the interpreter does. */
@NullMarked
package org.passerelle.core.compiled;

import org.jspecify.annotations.NullMarked;
