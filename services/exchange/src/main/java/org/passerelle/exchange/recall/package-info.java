/** Cases of recalls and corrections: who was told, who acknowledged, what is overdue. */
@NullMarked
package org.passerelle.exchange.recall;

import org.jspecify.annotations.NullMarked;
