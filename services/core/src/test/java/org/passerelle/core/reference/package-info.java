/** A second evaluator, plain and slow, that shares no logic with the first: what both answer alike is taken for policy. */
@NullMarked
package org.passerelle.core.reference;

import org.jspecify.annotations.NullMarked;
