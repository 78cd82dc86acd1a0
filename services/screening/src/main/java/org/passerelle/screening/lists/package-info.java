/** Publications of sanctions lists: read, kept in versions, matched. */
@NullMarked
package org.passerelle.screening.lists;

import org.jspecify.annotations.NullMarked;
