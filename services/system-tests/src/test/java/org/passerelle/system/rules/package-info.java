/** Rules that the source keeps, checked on the compiled classes of every module. */
@NullMarked
package org.passerelle.system.rules;

import org.jspecify.annotations.NullMarked;
