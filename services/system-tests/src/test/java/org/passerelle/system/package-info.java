/** Whole flows, import rules, README commands, browser, cluster and fault tests. */
@NullMarked
package org.passerelle.system;

import org.jspecify.annotations.NullMarked;
