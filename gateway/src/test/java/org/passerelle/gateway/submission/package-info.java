/** Tests of parsing submissions. */
@NullMarked
package org.passerelle.gateway.submission;

import org.jspecify.annotations.NullMarked;
