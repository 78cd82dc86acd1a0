/** Records that were possibly obtained by mistreatment: flagged, listed, ruled (HRDDP H10). */
@NullMarked
package org.passerelle.gateway.quarantine;

import org.jspecify.annotations.NullMarked;
