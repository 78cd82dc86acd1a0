/** Identity with a real Keycloak. */
@NullMarked
package org.passerelle.node.identity;

import org.jspecify.annotations.NullMarked;
