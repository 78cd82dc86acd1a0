/** A small world for tests: two parties, one agreement, and records between them. */
@NullMarked
package org.passerelle.gateway.world;

import org.jspecify.annotations.NullMarked;
