/** Who may sign in: realm, persons and clients in Keycloak, and headless sign-in for scripts. */
@NullMarked
package org.passerelle.node.identity;

import org.jspecify.annotations.NullMarked;
