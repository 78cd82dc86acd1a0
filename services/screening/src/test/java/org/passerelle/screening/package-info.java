/** Screening on a real PostgreSQL and a real event bus, with the real policy authority beside it. */
@NullMarked
package org.passerelle.screening;

import org.jspecify.annotations.NullMarked;
