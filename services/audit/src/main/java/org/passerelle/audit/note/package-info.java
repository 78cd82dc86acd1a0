/** Checkpoints as C2SP signed notes. */
@NullMarked
package org.passerelle.audit.note;

import org.jspecify.annotations.NullMarked;
