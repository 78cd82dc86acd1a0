/** Secrets of the installation, shared by its gateways. */
@NullMarked
package org.passerelle.gateway.keys;

import org.jspecify.annotations.NullMarked;
