/** The command line. */
@NullMarked
package org.passerelle.node.command;

import org.jspecify.annotations.NullMarked;
