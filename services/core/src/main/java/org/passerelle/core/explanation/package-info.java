/** Decisions as a person reads them: what each side may learn, and the sentences in English, French and Arabic. */
@NullMarked
package org.passerelle.core.explanation;

import org.jspecify.annotations.NullMarked;
