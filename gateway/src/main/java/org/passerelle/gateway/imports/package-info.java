/** Imports: jobs that take in files piece by piece, by the same rules as single submissions. */
@NullMarked
package org.passerelle.gateway.imports;

import org.jspecify.annotations.NullMarked;
