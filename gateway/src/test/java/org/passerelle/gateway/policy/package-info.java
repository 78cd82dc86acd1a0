/** Tests of holding policy. */
@NullMarked
package org.passerelle.gateway.policy;

import org.jspecify.annotations.NullMarked;
