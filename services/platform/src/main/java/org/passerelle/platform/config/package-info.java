/** Configuration: one record per concern, strict, from file and environment. */
@NullMarked
package org.passerelle.platform.config;

import org.jspecify.annotations.NullMarked;
