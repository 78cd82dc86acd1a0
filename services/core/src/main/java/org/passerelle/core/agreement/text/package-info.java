/** An agreement as legal text in English, French and Arabic: a small tree that says what the terms say, for whoever prints it. */
@NullMarked
package org.passerelle.core.agreement.text;

import org.jspecify.annotations.NullMarked;
