/** Lists are taken whole or not at all, and matches are questions to people. */
@NullMarked
package org.passerelle.screening.lists;

import org.jspecify.annotations.NullMarked;
