/** Human-rights screening, rule by rule, and due diligence, through the gateways' public API. */
@NullMarked
package org.passerelle.system.screening;

import org.jspecify.annotations.NullMarked;
