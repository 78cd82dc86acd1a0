/** Invariant I10: stories of parties that pass content on, told beside a model of what truly went where. */
@NullMarked
package org.passerelle.core.laundering;

import org.jspecify.annotations.NullMarked;
