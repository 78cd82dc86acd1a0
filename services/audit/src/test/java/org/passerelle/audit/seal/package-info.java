@NullMarked
package org.passerelle.audit.seal;

import org.jspecify.annotations.NullMarked;
