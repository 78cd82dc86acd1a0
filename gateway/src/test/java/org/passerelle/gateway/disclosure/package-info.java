/** Tests of what leaves. */
@NullMarked
package org.passerelle.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
