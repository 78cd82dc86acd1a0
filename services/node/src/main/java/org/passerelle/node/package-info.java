/** The process: which services run here; command line; embedded PostgreSQL and Keycloak. */
@NullMarked
package org.passerelle.node;

import org.jspecify.annotations.NullMarked;
