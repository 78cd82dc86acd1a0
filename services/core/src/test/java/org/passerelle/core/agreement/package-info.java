/** Tests of the life of agreements. */
@NullMarked
package org.passerelle.core.agreement;

import org.jspecify.annotations.NullMarked;
