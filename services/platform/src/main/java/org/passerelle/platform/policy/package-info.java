/** How a policy bundle is written down and travels: a signed list of parts, each named by its content (docs/decisions/0081). */
@NullMarked
package org.passerelle.platform.policy;

import org.jspecify.annotations.NullMarked;
