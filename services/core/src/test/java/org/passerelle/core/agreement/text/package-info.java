/** That the text of an agreement says all that its terms say, in every language. */
@NullMarked
package org.passerelle.core.agreement.text;

import org.jspecify.annotations.NullMarked;
