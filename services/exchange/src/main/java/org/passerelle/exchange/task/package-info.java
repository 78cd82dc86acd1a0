/** What somebody must do by a date, and the reminders of it. */
@NullMarked
package org.passerelle.exchange.task;

import org.jspecify.annotations.NullMarked;
