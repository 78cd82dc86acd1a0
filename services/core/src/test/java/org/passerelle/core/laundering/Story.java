package org.passerelle.core.laundering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.laundering.Platform.Draft;
import org.passerelle.core.laundering.Platform.Permit;
import org.passerelle.core.laundering.Platform.Version;
import org.passerelle.core.record.Grant;

/**
 * One story from a seed: content is submitted, read, derived from with and without saying so, revised and passed on along a chain of
 * parties, while agreements and groups change and originators consent. After each step, whoever asks is decided, and the model asked.
 */
final class Story {

    /** What a story came to. */
    record Outcome(List<String> launderings, int longestPermitted, int permits, int refusals) {}

    private final Random random;
    private final Society society;
    private final Platform platform;
    private final Taint taint;
    private final Map<String, Set<String>> ownTexts = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> launderings = new ArrayList<>();
    private int records;
    private int texts;
    private int longest;
    private int permits;
    private int refusals;

    private Story(long seed) {
        this.random = new Random(seed);
        this.society = new Society(random);
        this.platform = new Platform(society);
        this.taint = new Taint(society);
    }

    static Outcome tell(long seed) {
        Story story = new Story(seed);
        story.tell();
        return new Outcome(story.launderings, story.longest, story.permits, story.refusals);
    }

    private void tell() {
        int at = random.nextInt(2);
        Version last = submitOriginal(Society.PARTIES.get(at));
        for (at++; at < Society.PARTIES.size(); at++) {
            meanwhile();
            String party = Society.PARTIES.get(at);
            ask(party, last);
            meanwhile();
            last = passOn(party).orElse(last);
            ask(society.one(Society.PARTIES), society.one(platform.versions()));
        }
        Version end = last;
        Society.PARTIES.forEach(party -> ask(party, end));
    }

    private void meanwhile() {
        for (int i = random.nextInt(3); i > 0; i--) {
            society.later();
            switch (random.nextInt(8)) {
                case 0 -> submitOriginal(society.one(Society.PARTIES));
                case 1, 2 -> society.change();
                case 3 -> passOn(society.one(Society.PARTIES));
                case 4 -> revise(society.one(platform.versions()));
                case 5 -> coincide(society.one(Society.PARTIES));
                case 6 -> recall(society.one(platform.versions()));
                default -> ask(society.one(Society.PARTIES), society.one(platform.versions()));
            }
        }
        society.later();
    }

    /** A party asks; what is permitted must not be forbidden, and what waits for consent sometimes gets it. */
    private void ask(String party, Version version) {
        String purpose = random.nextInt(5) > 0 ? Society.PURPOSES.getFirst() : Society.PURPOSES.getLast();
        told.add(party + " asks for " + version.facts().recordId() + " " + purpose);
        for (PortionDecision decision : platform.judged(party, version, purpose)) {
            switch (decision.verdict()) {
                case PERMIT -> permitted(party, version, decision, purpose);
                case HOLD -> {
                    refused(decision);
                    if (random.nextInt(3) == 0) {
                        consent(party, version, decision, purpose);
                    }
                }
                case DENY -> refused(decision);
            }
        }
    }

    private void permitted(String party, Version version, PortionDecision permit, String purpose) {
        permits++;
        String portion = permit.portionId();
        String releaser = version.facts().releaser();
        if (!party.equals(releaser)) {
            taint.forbidden(portion, releaser, version.facts().type(), party, purpose)
                    .ifPresent(why -> launderings.add(party + " was permitted " + portion + " for " + purpose + ", but "
                            + why + "\n" + String.join("\n", told)));
            taint.of(portion).stream()
                    .filter(strand -> !strand.atom().originator().equals(party))
                    .forEach(strand -> longest = Math.max(longest, strand.hops().size() + 1));
            taint.received(party, portion, permit.clause().orElse(""));
        }
        platform.release(party, permit);
    }

    private void refused(PortionDecision decision) {
        if (taint.of(decision.portionId()).stream()
                .anyMatch(strand -> !strand.hops().isEmpty())) {
            refusals++;
        }
    }

    private void consent(String party, Version version, PortionDecision decision, String purpose) {
        for (Finding finding : decision.trace()) {
            finding.rulers().stream()
                    .filter(ruler -> finding.verdict() == Verdict.HOLD && random.nextInt(5) > 0)
                    .forEach(ruler -> {
                        String originator = ruler.party();
                        platform.grant(new Grant(
                                "grant",
                                Code.ORIGINATOR_CONSENT,
                                "",
                                version.facts().recordId(),
                                version.facts().version(),
                                decision.portionId(),
                                party,
                                Optional.empty(),
                                purpose,
                                Action.READ,
                                Society.liaison(originator),
                                originator,
                                society.now().plus(Duration.ofDays(1))));
                        taint.consented(new Taint.Consent(originator, decision.portionId(), party, purpose));
                        told.add(originator + " consents to " + decision.portionId() + " for " + party);
                    });
        }
    }

    private Version submitOriginal(String party) {
        return submit(party, newRecord(), List.of(new Portion("body", newText(party), List.of(), true)));
    }

    /** Somebody writes the same as somebody else without having it. */
    private void coincide(String party) {
        Version version = society.one(platform.versions());
        String portion = version.facts().portions().getFirst().id();
        boolean known = version.facts().releaser().equals(party)
                || taint.hasReceived(party, portion)
                || platform.versions().stream()
                        .anyMatch(other -> has(other, version.texts().getOrDefault(portion, ""), party));
        if (!known) {
            submit(
                    party,
                    newRecord(),
                    List.of(new Portion("body", retyped(version.texts().getOrDefault(portion, "")), List.of(), true)));
        }
    }

    private boolean has(Version other, String text, String party) {
        return other.texts().entrySet().stream()
                .anyMatch(entry -> plain(entry.getValue()).equals(plain(text))
                        && (other.facts().releaser().equals(party) || taint.hasReceived(party, entry.getKey())));
    }

    /** Makes a record from what the party knows: with or without saying so, from one or several sources. */
    private Optional<Version> passOn(String party) {
        List<Source> known = known(party);
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        submit(party, random.nextInt(5) == 0 ? ownRecord(party) : newRecord(), portions(party, known)));
    }

    private List<Portion> portions(String party, List<Source> known) {
        List<Source> citable = known.stream()
                .filter(source -> platform.current(source.version().facts().recordId())
                        .filter(source.version()::equals)
                        .isPresent())
                .filter(source -> !platform.readable(party, source.version()).isEmpty())
                .toList();
        return (random.nextInt(3) == 0 ? List.of("body", "source") : List.of("body"))
                .stream()
                        .map(field -> random.nextInt(100) < 55 || citable.isEmpty()
                                ? copy(field, known, citable)
                                : product(field, party, citable))
                        .toList();
    }

    private Portion copy(String field, List<Source> known, List<Source> citable) {
        Source copied = mostlyLast(known);
        List<Source> also = random.nextInt(4) == 0 && !citable.isEmpty() ? List.of(society.one(citable)) : List.of();
        return new Portion(field, retyped(copied.text()), also, false).copying(copied);
    }

    private Portion product(String field, String party, List<Source> citable) {
        List<Source> sources = new ArrayList<>(List.of(mostlyLast(citable)));
        if (random.nextInt(3) == 0) {
            sources.add(society.one(citable));
        }
        return new Portion(field, newText(party), sources, true);
    }

    /** So that a chain goes on. */
    private Source mostlyLast(List<Source> sources) {
        return random.nextInt(3) > 0 ? sources.getLast() : society.one(sources);
    }

    private void recall(Version version) {
        platform.recall(version.facts().recordId());
        told.add(version.facts().recordId() + " is recalled");
    }

    private void revise(Version version) {
        String party = version.facts().releaser();
        String portion = version.facts().portions().getFirst().id();
        Source own = new Source(version, portion);
        submit(
                party,
                version.facts().recordId(),
                List.of(new Portion("body", retyped(own.text()), List.of(), false).copying(own)));
    }

    /** What a party has: what it released, and what it received. */
    private List<Source> known(String party) {
        return platform.versions().stream()
                .flatMap(version -> version.texts().keySet().stream().map(portion -> new Source(version, portion)))
                .filter(source ->
                        source.version().facts().releaser().equals(party) || taint.hasReceived(party, source.portion()))
                .toList();
    }

    private record Source(Version version, String portion) {
        String text() {
            return version.texts().getOrDefault(portion, "");
        }
    }

    /** A portion to submit, and the truth about it: what it was copied from, what it cites, and whether it says anything new. */
    private record Portion(String field, String text, List<Source> cited, boolean anew, Optional<Source> copied) {
        Portion(String field, String text, List<Source> cited, boolean anew) {
            this(field, text, cited, anew, Optional.empty());
        }

        Portion copying(Source source) {
            return new Portion(field, text, cited, anew, Optional.of(source));
        }
    }

    private Version submit(String party, String recordId, List<Portion> portions) {
        String type = society.one(Society.TYPES);
        Map<String, Label> labels = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        Map<Source, Optional<String>> readable = new HashMap<>();
        for (Portion portion : portions) {
            Label label = label(party);
            labels.put(portion.field(), label);
            Set<String> cited = new TreeSet<>();
            portion.cited().forEach(source -> cited.add(source.version().facts().recordId()));
            drafts.add(new Draft(portion.field(), portion.text(), label, cited));
            portion.copied()
                    .map(source -> lastKnown(party, source))
                    .ifPresent(source -> readable.put(source, clauseNow(party, source)));
        }
        // The truth about citations is what the party may read at this moment.
        Map<String, List<Permit>> citedNow = new HashMap<>();
        portions.forEach(portion -> portion.cited()
                .forEach(source ->
                        citedNow.put(source.version().facts().recordId(), platform.readable(party, source.version()))));
        Version version = platform.submit(party, recordId, type, drafts);
        told.add(party + " submits " + recordId + "/" + version.facts().version() + " as " + type + ": "
                + portions.stream()
                        .map(portion -> portion.field() + " '" + portion.text() + "' copying "
                                + portion.copied().map(Source::portion) + " citing "
                                + portion.cited().stream().map(Source::portion).toList())
                        .toList());
        for (Portion portion : portions) {
            String id = recordId + "/" + version.facts().version() + "/" + portion.field();
            Label label = Objects.requireNonNull(labels.get(portion.field()));
            boolean own = portion.copied().isPresent()
                    && ownTexts.getOrDefault(party, Set.of()).contains(plain(portion.text()));
            if (portion.anew() || own) {
                taint.originated(id, party, label);
            }
            if (portion.cited().isEmpty() && (portion.anew() || own)) {
                ownTexts.computeIfAbsent(party, key -> new TreeSet<>()).add(plain(portion.text()));
            }
            if (!own) {
                portion.copied()
                        .map(source -> lastKnown(party, source))
                        .ifPresent(source -> copy(source, party, id, readable.getOrDefault(source, Optional.empty())));
            }
            for (Source source : portion.cited()) {
                for (Permit permit :
                        citedNow.getOrDefault(source.version().facts().recordId(), List.of())) {
                    copy(
                            new Source(source.version(), permit.portion().id()),
                            party,
                            id,
                            permit.decision().clause());
                }
            }
        }
        return version;
    }

    /** Of a record's versions with the same text the last that the party knows: its releaser's last word. */
    private Source lastKnown(String party, Source source) {
        return platform.versions().stream()
                .filter(version -> version.facts()
                        .recordId()
                        .equals(source.version().facts().recordId()))
                .flatMap(version -> version.texts().keySet().stream().map(portion -> new Source(version, portion)))
                .filter(other -> plain(other.text()).equals(plain(source.text())))
                .filter(other -> other.version().facts().releaser().equals(party)
                        || taint.hasReceived(party, other.portion())
                        || clauseNow(party, other).isPresent())
                .reduce(source, (earlier, later) -> later);
    }

    private void copy(Source source, String party, String into, Optional<String> readableNow) {
        taint.copied(
                source.portion(),
                source.version().facts().releaser(),
                source.version().facts().type(),
                party,
                into,
                readableNow);
    }

    private Optional<String> clauseNow(String party, Source source) {
        return Society.PURPOSES.stream()
                .flatMap(purpose -> platform.permits(party, source.version(), purpose).stream())
                .filter(permit -> permit.portion().id().equals(source.portion()))
                .findFirst()
                .map(permit -> permit.decision().clause().orElse(""));
    }

    private Label label(String party) {
        return new Label(
                random.nextInt(3) == 0 ? Level.CONFIDENTIAL : Level.UNCLASSIFIED,
                Tlp.GREEN,
                Set.of(party),
                society.strict()
                        ? Audience.only(society.one(Society.PURPOSES))
                        : new Audience.Only(Set.copyOf(Society.PURPOSES)),
                Set.of(),
                society.strict() ? society.names() : Audience.unrestricted(),
                society.strict() ? Set.of(society.name()) : Set.of(),
                Audience.unrestricted(),
                society.strict() ? society.names() : Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                society.now());
    }

    private String newRecord() {
        records++;
        return "record-" + records;
    }

    private String ownRecord(String party) {
        return platform.versions().stream()
                .filter(version -> version.facts().releaser().equals(party))
                .map(version -> version.facts().recordId())
                .findAny()
                .orElseGet(this::newRecord);
    }

    private String newText(String party) {
        texts++;
        return "Report number " + texts + " by an observer of " + party + " in the field";
    }

    private String retyped(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 -> text.toUpperCase(Locale.ROOT).replace(" ", "  ");
            default -> "\u201c" + text.replace(" in the field", ", in the field.") + "\u201d";
        };
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
