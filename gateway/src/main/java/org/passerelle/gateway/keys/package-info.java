/** What gateways make of the secret of the installation. */
@NullMarked
package org.passerelle.gateway.keys;

import org.jspecify.annotations.NullMarked;
