/** The portal's door: its files, signing in through Keycloak, and sessions that keep tokens out of the browser. */
@NullMarked
package org.passerelle.gateway.portal;

import org.jspecify.annotations.NullMarked;
