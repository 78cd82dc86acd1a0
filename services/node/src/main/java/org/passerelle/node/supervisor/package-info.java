/** The whole system on one machine: PostgreSQL, Keycloak and the nodes, started, watched, restarted, stopped. */
@NullMarked
package org.passerelle.node.supervisor;

import org.jspecify.annotations.NullMarked;
