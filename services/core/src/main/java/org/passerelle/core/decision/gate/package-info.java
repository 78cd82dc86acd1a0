/** One class a gate: request gates before any record is read, record gates for every portion. */
@NullMarked
package org.passerelle.core.decision.gate;

import org.jspecify.annotations.NullMarked;
