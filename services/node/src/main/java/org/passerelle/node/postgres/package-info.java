/** The embedded PostgreSQL: durable, with passwords, on loopback. */
@NullMarked
package org.passerelle.node.postgres;

import org.jspecify.annotations.NullMarked;
