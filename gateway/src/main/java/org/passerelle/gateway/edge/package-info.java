/** The edge: routes by operation id, who calls, problems and answers; HTTP status lives here and in the handlers alone. */
@NullMarked
package org.passerelle.gateway.edge;

import org.jspecify.annotations.NullMarked;
