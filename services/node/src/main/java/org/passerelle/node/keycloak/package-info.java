/** The Keycloak server: unpacked, built once, started, watched. */
@NullMarked
package org.passerelle.node.keycloak;

import org.jspecify.annotations.NullMarked;
