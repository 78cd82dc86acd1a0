/** In which form the text of an agreement is given. */
@NullMarked
package org.passerelle.gateway.agreements;

import org.jspecify.annotations.NullMarked;
