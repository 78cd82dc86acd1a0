package org.passerelle.core.decision.gate;

import java.util.List;

/** The gates in the order of policy; all are evaluated, whatever the others say. */
public final class Gates {

    public static final List<RequestGate> REQUEST =
            List.of(new StandingGate(), new ProhibitedPurposeGate(), new RegisteredPurposeGate(), new ActionGate());

    public static final List<RecordGate> RECORD = List.of(
            new LabelGate(),
            new LifecycleGate(),
            new AgreementGate(),
            new ScreeningGate(),
            new MarkingGate(),
            new TlpGate(),
            new PurposeGate(),
            new ClearanceGate(),
            new OriginGate());

    private Gates() {}
}
