/** Tests of the installation's secrets. */
@NullMarked
package org.passerelle.gateway.keys;

import org.jspecify.annotations.NullMarked;
