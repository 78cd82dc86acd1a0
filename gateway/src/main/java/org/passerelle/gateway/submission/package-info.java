/** Submissions: text becomes types once, here; what is unknown is refused with the exact place of the fault. */
@NullMarked
package org.passerelle.gateway.submission;

import org.jspecify.annotations.NullMarked;
