/** The policy authority on a real PostgreSQL and a real event bus. */
@NullMarked
package org.passerelle.agreements;

import org.jspecify.annotations.NullMarked;
