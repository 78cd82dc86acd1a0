@NullMarked
package org.passerelle.audit;

import org.jspecify.annotations.NullMarked;
