package org.passerelle.gateway.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;

/** The words that a world knows, and the settings by which it decides. */
final class Words {
    private Words() {}

    static Vocabulary vocabulary() {
        return new Vocabulary(
                Set.of("early-warning", "mediation"),
                Set.of("targeting"),
                Set.of("SOURCE"),
                Set.of("personal-data-risk", "possible-mistreatment"),
                Set.of(),
                Map.of("ML", "ML", "ML-7", "ML", "ML-8", "ML", "NE", "NE", "NE-1", "NE"),
                Map.of(
                        "event:type",
                        new Vocabulary.Predicate(Set.of("clash", "air-strike"), false, Set.of(), Optional.empty()),
                        "collection:method",
                        new Vocabulary.Predicate(
                                Set.of("patrol", "coerced-statement"), false, Set.of("coerced-statement"))),
                Map.of(
                        "incident",
                        new Vocabulary.RecordType(
                                Set.of("title", "body", "source"),
                                Map.of(
                                        "casualties",
                                        new Vocabulary.Field(Vocabulary.FieldKind.INTEGER, false, List.of()),
                                        "affiliations",
                                        new Vocabulary.Field(
                                                Vocabulary.FieldKind.STATEMENTS,
                                                false,
                                                List.of("member-of", "supports", "split-from")))),
                        "foreign-object",
                        new Vocabulary.RecordType(
                                Set.of("title", "object"),
                                Map.of("format", text(), "objectType", text(), "objectId", text()))),
                Set.of("torture", "execution"));
    }

    private static Vocabulary.Field text() {
        return new Vocabulary.Field(Vocabulary.FieldKind.TEXT, true, List.of(), Optional.empty());
    }

    static Settings settings() {
        return new Settings(
                Duration.ofSeconds(5),
                Tlp.AMBER,
                Map.of(
                        Strength.PASSWORD, Level.RESTRICTED,
                        Strength.SECOND_FACTOR, Level.CONFIDENTIAL,
                        Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL,
                        Strength.HARDWARE_KEY, Level.STRICTLY_CONFIDENTIAL),
                Set.of(PartyType.NATIONAL_FORCE),
                Set.of(PartyType.UN_ENTITY),
                Set.of(),
                "personal-data-risk",
                "possible-mistreatment",
                Risk.HIGH,
                Map.of(),
                Duration.ofDays(3),
                Duration.ofDays(2),
                new Duties(Map.of(), Optional.empty(), Optional.empty(), Duration.ofDays(30), Duration.ofMinutes(10)),
                Diligence.DEFAULT);
    }
}
