/** {@code docs/POLICY.md} as a specification that is executed: every table, every row, every cell. */
@NullMarked
package org.passerelle.core.document;

import org.jspecify.annotations.NullMarked;
