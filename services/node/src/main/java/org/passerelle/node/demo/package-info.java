/** The demo: plays the acceptance scenarios through the gateway's public API, as any partner could. */
@NullMarked
package org.passerelle.node.demo;

import org.jspecify.annotations.NullMarked;
