/** Content sealed under data keys of its own, which keys outside the database wrap. */
@NullMarked
package org.passerelle.platform.seal;

import org.jspecify.annotations.NullMarked;
