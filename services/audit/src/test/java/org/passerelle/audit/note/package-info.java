@NullMarked
package org.passerelle.audit.note;

import org.jspecify.annotations.NullMarked;
