/** Entries for the operator's log that survive the absence of audit. */
@NullMarked
package org.passerelle.platform.note;

import org.jspecify.annotations.NullMarked;
