/** Tests of the whole gateway over its real HTTP server and event bus; only the services' answers are written by hand. */
@NullMarked
package org.passerelle.gateway;

import org.jspecify.annotations.NullMarked;
