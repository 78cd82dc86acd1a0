package org.passerelle.core.decision.gate;

import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** A question that a request must pass before any record is read. */
public interface RequestGate {

    Gate gate();

    Finding judge(Asking asking);
}
