/** The policy of a workload as XACML 3.0, decided by AuthzForce. */
@NullMarked
package org.passerelle.benchmarks.engine.xacml;

import org.jspecify.annotations.NullMarked;
