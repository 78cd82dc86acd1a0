@NullMarked
package org.passerelle.audit.verify;

import org.jspecify.annotations.NullMarked;
