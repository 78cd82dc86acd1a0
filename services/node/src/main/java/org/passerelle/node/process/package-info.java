/** Child processes, the data directory and its locks. */
@NullMarked
package org.passerelle.node.process;

import org.jspecify.annotations.NullMarked;
