/** Synthetic records of realistic shape: the same for the same seed, none about anything that happened. */
@NullMarked
package org.passerelle.node.generate;

import org.jspecify.annotations.NullMarked;
