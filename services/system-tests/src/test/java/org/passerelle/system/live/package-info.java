/** The whole system, started once for all tests: PostgreSQL, Keycloak and a cluster of three node processes. */
@NullMarked
package org.passerelle.system.live;

import org.jspecify.annotations.NullMarked;
