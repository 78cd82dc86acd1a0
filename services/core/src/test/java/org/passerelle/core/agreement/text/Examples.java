package org.passerelle.core.agreement.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/** An agreement with every term, and one with as few as can be. */
public final class Examples {
    public static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-02-03T04:05:06Z");

    private Examples() {}

    public static Agreement full() {
        return new Agreement(
                "river-lake",
                Map.of("en", "River and lake", "fr", "Fleuve et lac", "ar", "النهر والبحيرة"),
                Set.of("RIVER", "LAKE"),
                AgreementState.SUSPENDED,
                2,
                FROM,
                UNTIL,
                Optional.of(Duration.ofDays(30)),
                List.of(out(), bare("river-lake.back", "LAKE", "RIVER")),
                HASH,
                Map.of("LAKE", new Agreement.Signature("key-1", "h..s", FROM)),
                Set.of("RIVER"));
    }

    public static Agreement least() {
        return new Agreement(
                "least",
                Map.of(),
                Set.of(),
                AgreementState.DRAFT,
                1,
                FROM,
                UNTIL,
                List.of(bare("least.one", "LAKE", "RIVER")),
                "",
                Map.of(),
                Set.of());
    }

    private static Clause out() {
        return new Clause(
                "river-lake.out",
                "river-lake",
                "RIVER",
                "LAKE",
                Optional.of("unit-7"),
                Set.of("incident", "alert", "drift"),
                Set.of("release:state=\"published\""),
                Audience.only("ML", "NE-6"),
                Optional.of(FROM),
                Optional.of(UNTIL),
                Level.CONFIDENTIAL,
                Set.of("SOURCE"),
                Set.of("early-warning", "judicial"),
                Set.of(Action.READ, Action.PUSH),
                Tlp.AMBER_STRICT,
                Audience.only("LAKES"),
                Set.of("unit-8"),
                Optional.of("operational-information"),
                true,
                new Obligations(
                        Set.of(FieldGroup.SOURCE, FieldGroup.BODY),
                        GeometryTier.KM_10,
                        true,
                        true,
                        Optional.of(Duration.ofHours(49)),
                        true,
                        Optional.of(Duration.ofDays(90)),
                        Set.of("no-copies")),
                Optional.of(FROM));
    }

    private static Clause bare(String id, String releaser, String recipient) {
        return new Clause(
                id,
                id.substring(0, id.indexOf('.')),
                releaser,
                recipient,
                Optional.empty(),
                Set.of(),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Level.UNCLASSIFIED,
                Set.of(),
                Set.of(),
                Set.of(),
                Tlp.CLEAR,
                Audience.nobody(),
                Set.of(),
                Optional.empty(),
                false,
                Obligations.NONE,
                Optional.empty());
    }
}
