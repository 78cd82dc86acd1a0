/** That records of due diligence and yearly reports say all of their facts in every language. */
@NullMarked
package org.passerelle.core.diligence;

import org.jspecify.annotations.NullMarked;
