/** Rules that the portal's static files keep. */
@NullMarked
package org.passerelle.gateway.portal;

import org.jspecify.annotations.NullMarked;
