package org.passerelle.core.world;

import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;

/** Reads agreements of the test world. */
final class AgreementReading {

    private AgreementReading() {}

    static Agreement agreement(String id, Tree tree) {
        return new Agreement(
                id,
                Map.of("en", id),
                tree.texts("parties"),
                tree.word(AgreementState.class, "state"),
                1,
                tree.instant("validFrom"),
                tree.instant("validUntil"),
                tree.members("clauses", (clause, body) -> clause(clause, id, body)),
                "hash-of-" + id,
                Map.of(),
                tree.texts("suspendedBy"));
    }

    private static Clause clause(String id, String agreement, Tree tree) {
        return new Clause(
                id,
                agreement,
                tree.text("releaser"),
                tree.text("recipient"),
                tree.optionalText("recipientUnit"),
                tree.texts("recordTypes"),
                tree.texts("tags"),
                tree.audience("areas"),
                tree.optionalInstant("eventFrom"),
                tree.optionalInstant("eventUntil"),
                tree.level("ceiling"),
                tree.texts("compartments"),
                tree.texts("purposes"),
                tree.words(Action.class, "actions"),
                tree.word(Tlp.class, "tlpMax"),
                tree.has("onward") ? tree.audience("onward") : Audience.nobody(),
                tree.texts("endUsers"),
                tree.optionalText("supportCategory"),
                tree.flag("releaseHold"),
                tree.has("obligations") ? obligations(tree.at("obligations")) : Obligations.NONE,
                Optional.empty());
    }

    private static Obligations obligations(Tree tree) {
        return new Obligations(
                tree.words(FieldGroup.class, "strip"),
                tree.has("geometry") ? tree.word(GeometryTier.class, "geometry") : GeometryTier.EXACT,
                tree.flag("gradingStatement"),
                tree.flag("watermark"),
                tree.optionalDuration("delay"),
                tree.flag("notifyReleaser"),
                tree.optionalDuration("retention"),
                tree.texts("handling"));
    }
}
