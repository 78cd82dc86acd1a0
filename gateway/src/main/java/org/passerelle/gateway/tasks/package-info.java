/** What somebody of the caller's party must do by a date. */
@NullMarked
package org.passerelle.gateway.tasks;

import org.jspecify.annotations.NullMarked;
