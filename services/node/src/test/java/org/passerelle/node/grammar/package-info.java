/** The grammar of the configuration in {@code docs/POLICY.md}, held against the loader and the shipped files. */
@NullMarked
package org.passerelle.node.grammar;

import org.jspecify.annotations.NullMarked;
