package org.passerelle.core.decision.gate;

import java.util.List;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;

/** A question that a portion must pass on each leg of its way, under one clause or without any. */
public interface RecordGate {

    Gate gate();

    /** One finding, or one per failing fact; none where the leg does not concern the gate. */
    List<Finding> judge(Situation situation);
}
