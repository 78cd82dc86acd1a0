/** Accounts of the running system and their sign-ins in its Keycloak. */
@NullMarked
package org.passerelle.system.account;

import org.jspecify.annotations.NullMarked;
