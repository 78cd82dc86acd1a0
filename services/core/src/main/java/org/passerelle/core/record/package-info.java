/** Records as the decision and the gateway see them: facts, portions, content and views. */
@NullMarked
package org.passerelle.core.record;

import org.jspecify.annotations.NullMarked;
