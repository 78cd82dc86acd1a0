package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.passerelle.core.decision.gate.Leg.Kind;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;

/** The legs that a portion is judged on: derived portions twice, originator to holder and releaser to recipient. */
public final class Legs {

    private Legs() {}

    // INVARIANT: at least one leg concerns the requester.
    public static List<Leg> of(RecordFacts record, PortionFacts portion, Label label, String recipient) {
        if (label.originators().equals(Set.of(recipient))) {
            return List.of(new Leg(Kind.OWN, recipient, recipient, record.type()));
        }
        boolean inside = record.releaser().equals(recipient);
        Set<Leg> legs = new LinkedHashSet<>();
        if (!inside) {
            legs.add(new Leg(Kind.RELEASE, record.releaser(), recipient, record.type()));
        }
        for (Receipt receipt : portion.custody()) {
            Kind kind = inside && receipt.holder().equals(recipient) ? Kind.INTERNAL : Kind.HOLDING;
            legs.add(new Leg(kind, receipt.releaser(), receipt.holder(), receipt.type()));
        }
        boolean withheldFromRequester = inside && legs.stream().allMatch(Leg::holding);
        for (String originator : foreign(label, record.releaser())) {
            if (withheldFromRequester || withoutReceipt(portion, originator)) {
                Kind kind = inside ? Kind.INTERNAL : Kind.HOLDING;
                legs.add(new Leg(kind, originator, record.releaser(), portion.sourceType()));
            }
        }
        return List.copyOf(legs);
    }

    private static List<String> foreign(Label label, String holder) {
        List<String> foreign = new ArrayList<>(label.originators());
        foreign.remove(holder);
        return foreign;
    }

    private static boolean withoutReceipt(PortionFacts portion, String originator) {
        return portion.custody().stream()
                .noneMatch(receipt -> receipt.releaser().equals(originator));
    }
}
