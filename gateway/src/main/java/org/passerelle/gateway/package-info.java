/** The only door: sign-in, enforcement, partner APIs; one handler per action. */
@NullMarked
package org.passerelle.gateway;

import org.jspecify.annotations.NullMarked;
