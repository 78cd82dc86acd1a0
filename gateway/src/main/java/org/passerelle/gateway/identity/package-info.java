/** Who calls: tokens, proofs of possession, and Keycloak's permission, the first lock. */
@NullMarked
package org.passerelle.gateway.identity;

import org.jspecify.annotations.NullMarked;
