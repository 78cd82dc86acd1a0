/**
 * The compiled form of a bundle: per profile, action and purpose a sheet that holds the decision on every label class, so that a
 * decision is a lookup and a search is a bitmap. The interpreter ({@code core.decision}) fills the sheets; nothing is decided here.
 */
@NullMarked
package org.passerelle.core.compiled;

import org.jspecify.annotations.NullMarked;
