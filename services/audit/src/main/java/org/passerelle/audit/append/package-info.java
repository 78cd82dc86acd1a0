/** Appending: leaves of disclosures, each log's own, durable before the answer. */
@NullMarked
package org.passerelle.audit.append;

import org.jspecify.annotations.NullMarked;
