/** The sixteen acceptance scenarios; what each came to is read from the gateway's answers. */
@NullMarked
package org.passerelle.node.demo.scenario;

import org.jspecify.annotations.NullMarked;
