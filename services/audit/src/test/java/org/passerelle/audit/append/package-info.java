@NullMarked
package org.passerelle.audit.append;

import org.jspecify.annotations.NullMarked;
