@NullMarked
package org.passerelle.audit.merkle;

import org.jspecify.annotations.NullMarked;
