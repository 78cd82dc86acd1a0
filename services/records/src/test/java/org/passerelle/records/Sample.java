package org.passerelle.records;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.message.Records.Submit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;

/** Submissions for tests, varied by {@code with…}. */
record Sample(Submit submit) {
    static final Instant AT = Instant.parse("2015-01-20T09:00:00Z");

    /** An incident with a head, an open title and a source that is protected. */
    static Sample incident(String title) {
        List<NewPortion> portions = List.of(
                portion(PortionFacts.HEAD, head("ML", -0.3, 19.1), label(Level.CONFIDENTIAL)),
                portion("title", new Content.Text(title), label(Level.UNCLASSIFIED)),
                portion("source", new Content.Text("informant Alpha"), label(Level.STRICTLY_CONFIDENTIAL, "SOURCE")));
        return new Sample(new Submit(
                "MINUSMA",
                "minusma.officer",
                Optional.empty(),
                "hash of " + title,
                "incident",
                Set.of("ML", "ML-7"),
                Set.of("event:type=\"air-strike\""),
                Optional.empty(),
                portions));
    }

    static Content.Head head(String country, double longitude, double latitude) {
        return new Content.Head(
                "incident",
                "fr",
                Optional.of(AT),
                Optional.empty(),
                Optional.of(country),
                List.of("ML-7"),
                Optional.of(new Geometry(Geometry.Kind.POINT, List.of(new Geometry.Position(longitude, latitude)))),
                Optional.of(new Grading("B2")),
                List.of("event:type=\"air-strike\""),
                Map.of("casualties", 3L, "ratio", 2.0, "weapons", List.of("bomb"), "confirmed", true));
    }

    static NewPortion portion(String field, Content content, Label label) {
        return new NewPortion(field, content, label, "UN CONFIDENTIAL", "incident", List.of(), List.of());
    }

    static Label label(Level level, String... compartments) {
        return new Label(
                level,
                Tlp.AMBER,
                Set.of("MINUSMA"),
                Audience.only("early-warning"),
                Set.of(compartments),
                Audience.only("UNOWA"),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.of(AT.plus(Duration.ofDays(36_500))),
                AT);
    }

    Sample by(String party) {
        return with(party, submit.idempotencyKey(), submit.bodyHash(), submit.quarantineCause(), submit.portions());
    }

    Sample key(String key) {
        return with(submit.party(), Optional.of(key), submit.bodyHash(), submit.quarantineCause(), submit.portions());
    }

    Sample hash(String hash) {
        return with(submit.party(), submit.idempotencyKey(), hash, submit.quarantineCause(), submit.portions());
    }

    Sample quarantined() {
        return with(
                submit.party(),
                submit.idempotencyKey(),
                submit.bodyHash(),
                Optional.of("possible-mistreatment"),
                submit.portions());
    }

    Sample portions(List<NewPortion> portions) {
        return with(submit.party(), submit.idempotencyKey(), submit.bodyHash(), submit.quarantineCause(), portions);
    }

    Sample at(String country, double longitude, double latitude) {
        List<NewPortion> portions = new ArrayList<>(submit.portions());
        portions.set(
                0,
                portion(
                        PortionFacts.HEAD,
                        head(country, longitude, latitude),
                        portions.getFirst().label()));
        return portions(portions);
    }

    Sample derivedFrom(String... recordIds) {
        List<Receipt> custody =
                List.of(new Receipt("MINUSMA", submit.party(), "clause-1", "incident", Audience.only("un-entities")));
        List<NewPortion> portions = submit.portions().stream()
                .map(portion -> new NewPortion(
                        portion.field(),
                        portion.content(),
                        portion.label(),
                        portion.originalMarking(),
                        portion.sourceType(),
                        custody,
                        List.of(recordIds)))
                .toList();
        return portions(portions);
    }

    private Sample with(
            String party,
            Optional<String> key,
            String hash,
            Optional<String> quarantineCause,
            List<NewPortion> portions) {
        return new Sample(new Submit(
                party,
                submit.submitter(),
                key,
                hash,
                submit.type(),
                submit.areas(),
                submit.policyTags(),
                quarantineCause,
                portions));
    }
}
