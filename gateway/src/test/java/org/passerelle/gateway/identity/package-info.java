/** Tests with keys of their own: no Keycloak needed. */
@NullMarked
package org.passerelle.gateway.identity;

import org.jspecify.annotations.NullMarked;
