/** What the documents promise, run as it is written. */
@NullMarked
package org.passerelle.system.documentation;

import org.jspecify.annotations.NullMarked;
