/** What explanations tell, to whom, and in which words. */
@NullMarked
package org.passerelle.core.explanation;

import org.jspecify.annotations.NullMarked;
