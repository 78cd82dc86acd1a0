/** Operations on human-rights assessments and allegations. */
@NullMarked
package org.passerelle.gateway.assessments;

import org.jspecify.annotations.NullMarked;
