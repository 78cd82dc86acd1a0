/** What services say to one another: addresses, questions and answers. Messages may be lost; PostgreSQL is the truth. */
@NullMarked
package org.passerelle.core.message;

import org.jspecify.annotations.NullMarked;
