/** Vert.x and Hazelcast start-up, configuration, JSON, database, health and metrics; no domain. */
@NullMarked
package org.passerelle.platform;

import org.jspecify.annotations.NullMarked;
