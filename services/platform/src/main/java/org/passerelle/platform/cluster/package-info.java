/** Vert.x, alone or clustered by Hazelcast. */
@NullMarked
package org.passerelle.platform.cluster;

import org.jspecify.annotations.NullMarked;
