/** Owner of the transparency log; the offline verifier. */
@NullMarked
package org.passerelle.audit;

import org.jspecify.annotations.NullMarked;
