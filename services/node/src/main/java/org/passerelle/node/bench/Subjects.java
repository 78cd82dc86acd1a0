package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;

/** What is suspended in the demo's world, with the records that are read because of it. */
final class Subjects {
    private static final String RELEASER = "MINUSMA";
    private static final String SUBMITTER = "minusma-system";
    private static final String PROTECTION = "force-protection";
    private static final String WARNING = "early-warning";
    private static final String CRIME = "crime-analysis";
    private static final String CONSENTER = "french.officer";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Doors doors;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger number = new AtomicInteger();

    Subjects(Doors doors) {
        this.doors = doors;
    }

    /** One supplier for each lane; most give the same subject each time. */
    List<Supplier<Subject>> all() throws CannotStart {
        String alert = submit(SUBMITTER, alert());
        String incident = submit(SUBMITTER, incident());
        String product = submit(SUBMITTER, product());
        List<Supplier<Subject>> all = new ArrayList<>();
        for (Subject subject : List.of(
                subject("agreement", "unowa-system", WARNING, incident)
                        .by("minusma.administrator", "/agreements/01-unowa", "minusma.administrator")
                        .when(Subject.names("clauses", "01-minusma-to-unowa")),
                subject("agreement", "french-system", PROTECTION, alert)
                        .by("french.administrator", "/agreements/05-french", "french.administrator")
                        .when(Subject.names("clauses", "05-minusma-to-french")),
                subject("assessment", "mali-bn34-system", PROTECTION, alert)
                        .by("minusma.focal-point", "/assessments/has-mali-bn34", "minusma.approver")
                        .when(Subject.names("assessments", "has-mali-bn34")),
                subject("account", "unodc-system", CRIME, product)
                        .by("minusma.platform", "/accounts/unodc-system", "minusma.platform")
                        .when(Subject.says("subject", "unodc-system")),
                subject("party", "us-system", PROTECTION, alert)
                        .by("minusma.platform", "/parties/US-FORCES", "minusma.platform")
                        .when(Subject.says("recipient", "US-FORCES")))) {
            all.add(() -> subject);
        }
        String source = submit("french-system", frenchAlert());
        all.add(() -> consent(source));
        return all;
    }

    /** A record that goes to feeds while the others are suspended. */
    Draft another(int turn) {
        return switch (turn % 3) {
            case 0 -> alert();
            case 1 -> incident();
            default -> product();
        };
    }

    void push(int turn) {
        doors.post(turn, SUBMITTER, "/records", another(turn));
    }

    private Making subject(String kind, String account, String purpose, String record) {
        return new Making(kind, account, purpose, record, new Subject.Step("", ""), new Subject.Step("", ""));
    }

    private record Making(
            String kind, String account, String purpose, String record, Subject.Step suspend, Subject.Step resume) {

        Making by(String suspending, String path, String resuming) {
            return new Making(
                    kind,
                    account,
                    purpose,
                    record,
                    new Subject.Step(suspending, path + "/suspensions"),
                    new Subject.Step(resuming, path + "/reinstatements"));
        }

        Subject when(java.util.function.Predicate<JsonNode> dependent) {
            return new Subject(
                    kind,
                    account,
                    purpose,
                    record,
                    "\"disclosure\"",
                    RELEASER,
                    dependent,
                    suspend,
                    Optional.of(resume));
        }
    }

    /** A product with a French portion, to which the French have just consented; what is taken back is not given again. */
    private Subject consent(String source) {
        String word = "wells-" + run + "-" + number.incrementAndGet();
        String product;
        try {
            product = submit(SUBMITTER, product().derived("summary", "Pick-ups with cans, word " + word + ".", source));
        } catch (CannotStart refused) {
            throw new IllegalStateException(refused);
        }
        String account = "unodc.officer";
        List<String> holds = new ArrayList<>();
        // What the reader may not have yet opens a hold; one that could not be opened is opened by reading again.
        Waiting.until(
                () -> {
                    doors.get(0, account, "/records/" + product + "?purpose=" + CRIME);
                    holds.addAll(holds(product));
                    return !holds.isEmpty();
                },
                PATIENCE);
        String hold = holds.isEmpty() ? "none" : holds.getFirst();
        Doors.patiently(() -> doors.post(
                0, CONSENTER, "/holds/" + hold + "/rulings", "{\"allow\":true,\"reason\":\"nobody is recognised\"}"));
        return new Subject(
                "consent",
                account,
                CRIME,
                product,
                word,
                "FRENCH-FORCES",
                Subject.about(product),
                new Subject.Step(CONSENTER, "/holds/" + hold + "/withdrawals"),
                Optional.empty());
    }

    private List<String> holds(String record) {
        List<String> holds = new ArrayList<>();
        for (JsonNode hold : doors.get(0, CONSENTER, "/holds").json().path("items")) {
            // The reader's feed opens holds as well, for pushing; a ruling on those lets nobody read.
            if (hold.path("record").asText().equals(record)
                    && hold.path("action").asText().equals("READ")) {
                holds.add(hold.path("id").asText());
            }
        }
        return holds;
    }

    private String submit(String account, Draft draft) throws CannotStart {
        Doors.Reply reply = Doors.patiently(() -> doors.post(0, account, "/records", draft));
        if (!reply.ok()) {
            throw new CannotStart(
                    "a record of the benchmark was answered with %d: %s".formatted(reply.status(), reply.text()));
        }
        return reply.json().path("id").asText();
    }

    private String title() {
        return "Measured, report " + run + "-" + number.incrementAndGet();
    }

    private Draft alert() {
        return Draft.of("alert", Marking.of("UN UNCLASSIFIED").tlp("GREEN").only("purposes", PROTECTION))
                .in("ML", "ML-7")
                .at(-0.0431, 16.4127)
                .eventTime("2015-05-05T06:00:00Z")
                .grading("B2")
                .detail("urgency", "immediate")
                .detail("threat", "ied")
                .portion("title", title())
                .portion("body", "Disturbed earth beside the track " + number.get() + ".");
    }

    private Draft frenchAlert() {
        return Draft.of(
                        "alert",
                        Marking.of("FR DIFFUSION RESTREINTE")
                                .tlp("AMBER")
                                .only("purposes", PROTECTION, CRIME)
                                .only("onward"))
                .in("ML", "ML-7")
                .eventTime("2015-05-18T20:00:00Z")
                .grading("B2")
                .detail("urgency", "priority")
                .portion("title", title())
                .portion("body", "Loaded with cans, without lights, it avoids the held roads.");
    }

    private Draft incident() {
        return Draft.of("incident", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", WARNING))
                .in("ML", "ML-7")
                .portion("title", title())
                .portion("body", "Seen again at the crossing " + number.get() + ".");
    }

    private Draft product() {
        return Draft.of("product", Marking.of("UN CONFIDENTIAL").tlp("AMBER").only("purposes", CRIME))
                .in("ML", "ML-7")
                .eventTime("2015-05-31T00:00:00Z")
                .grading("B3")
                .detail("productType", "assessment")
                .portion("title", title())
                .portion("body", "Fuel is sold on credit and settled in kind, issue " + number.get() + ".");
    }
}
