/**
 * What a changed policy would disclose or cut off: two bundles compared over stored records and over what was disclosed, and clauses
 * reviewed for what they can never do. The interpreter decides; nothing here judges by itself.
 */
@NullMarked
package org.passerelle.core.impact;

import org.jspecify.annotations.NullMarked;
