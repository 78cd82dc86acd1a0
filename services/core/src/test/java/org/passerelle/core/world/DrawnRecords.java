package org.passerelle.core.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/** Records: the releaser's own, derived ones with their custody, and the recipient's with foreign portions. */
record DrawnRecords(Plot plot, DrawnAgreements agreements) {

    private static final List<Tlp> TLPS =
            List.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED);
    private static final List<Code> HOLDS =
            List.of(Code.ORIGINATOR_CONSENT, Code.ALLEGATION, Code.MITIGATION_OVERDUE, Code.RELEASE_HOLD);

    RecordFacts record(int number, List<Request> requests, List<Account> requesters) {
        Dice dice = plot.dice();
        String releaser = dice.percent(80) ? plot.releaser() : dice.percent(60) ? plot.recipient() : plot.third();
        String id = "record-" + number;
        List<PortionFacts> portions = new ArrayList<>();
        portions.add(portion("head", releaser));
        portions.add(portion(dice.one(List.of("body", "source", "persons")), releaser));
        if (dice.percent(25)) {
            portions.add(portion("title", releaser));
        }
        return new RecordFacts(
                id,
                1,
                dice.usually(plot.type(), Plot.RECORD_TYPES),
                dice.quirk() && dice.percent(10) ? "ATLANTIS" : releaser,
                dice.percent(70) ? Plot.author(releaser) : Plot.officer(releaser),
                dice.usually(RecordState.ACTIVE, List.of(RecordState.values())),
                dice.quirk() ? plot.moments().edge() : Moments.MARKED,
                dice.percent(90)
                        ? Optional.of(dice.percent(20) ? plot.moments().edge() : Moments.MARKED)
                        : Optional.empty(),
                plot.moments().seldom(),
                areas(),
                dice.percent(40) ? Set.of(DrawnAgreements.TAGS.getFirst()) : Set.of(),
                portions,
                grants(id, releaser, requests, requesters));
    }

    private Set<String> areas() {
        Dice dice = plot.dice();
        return dice.percent(60) ? Set.of("ML", "ML-7") : dice.some(DrawnAgreements.AREAS);
    }

    private PortionFacts portion(String field, String releaser) {
        Dice dice = plot.dice();
        boolean derived = dice.percent(30);
        List<Receipt> custody = new ArrayList<>();
        Set<String> originators = new HashSet<>(Set.of(releaser));
        String foreign = dice.percent(80) ? plot.third() : dice.one(Plot.PARTIES);
        if (derived) {
            if (dice.percent(60)) {
                originators.clear();
            }
            originators.add(foreign);
            if (dice.percent(10)) {
                originators.add(dice.one(Plot.PARTIES));
            }
            custody.addAll(custody(foreign, releaser));
        }
        if (dice.quirk() && dice.percent(10)) {
            originators.add("ATLANTIS");
        }
        Optional<Label> label = dice.quirk() && dice.percent(20) ? Optional.empty() : Optional.of(label(originators));
        PortionFacts drawn = new PortionFacts(field, field, label, derived ? plot.sourceType() : plot.type(), custody);
        Dice aside = dice.aside();
        return aside.percent(15) ? drawn.by(aside.percent(50) ? Plot.author(releaser) : Plot.officer(releaser)) : drawn;
    }

    private List<Receipt> custody(String from, String holder) {
        Dice dice = plot.dice();
        return switch (dice.below(12)) {
            case 0 -> List.of();
            case 1 -> List.of(receipt(from, plot.step()), receipt(plot.step(), holder));
            case 2, 4 -> List.of(receipt(from, holder), receipt(plot.step(), holder));
            case 3 -> List.of(receipt(from, dice.one(Plot.PARTIES)));
            default -> List.of(receipt(from, holder));
        };
    }

    private Receipt receipt(String from, String holder) {
        Dice dice = plot.dice();
        Audience onward = switch (dice.below(3)) {
            case 0 -> Audience.unrestricted();
            case 1 -> new Audience.Only(dice.with(plot.recipient(), Plot.NAMES));
            default -> agreements.onward();
        };
        return new Receipt(from, holder, "3-in-0", dice.usually(plot.sourceType(), Plot.RECORD_TYPES), onward);
    }

    private Label label(Set<String> originators) {
        Dice dice = plot.dice();
        Tlp tlp = dice.one(TLPS);
        boolean strict = tlp == Tlp.AMBER_STRICT && !dice.quirk();
        boolean red = tlp == Tlp.RED && !dice.quirk();
        Audience purposes = dice.percent(70)
                ? Audience.unrestricted()
                : new Audience.Only(dice.with(plot.purpose(), Plot.PURPOSES));
        Set<String> releasableTo = dice.with(plot.recipient(), Plot.NAMES);
        if (strict) {
            releasableTo.add(plot.recipient());
        }
        boolean restricted = strict || dice.percent(20);
        return new Label(
                dice.percent(60)
                        ? plot.level()
                        : Level.of(dice.below(plot.level().number() + 1)),
                tlp,
                originators,
                purposes,
                dice.percent(25) ? words(Plot.COMPARTMENTS, "UNHEARD") : Set.of(),
                restricted ? new Audience.Only(releasableTo) : Audience.unrestricted(),
                dice.percent(8) ? barred() : Set.of(),
                red || dice.percent(8) ? new Audience.Only(persons()) : Audience.unrestricted(),
                dice.percent(80) ? Audience.unrestricted() : new Audience.Only(dice.some(Plot.NAMES)),
                dice.percent(12) ? words(List.of("personal-data-risk", "possible-mistreatment"), "unheard") : Set.of(),
                plot.moments().seldom(),
                plot.moments().seldom(),
                dice.quirk() ? plot.moments().edge() : Moments.MARKED);
    }

    private Set<String> words(List<String> known, String unknown) {
        Set<String> words = plot.dice().some(known);
        if (plot.dice().quirk() && plot.dice().percent(20)) {
            words.add(unknown);
        }
        return words;
    }

    private Set<String> barred() {
        Dice dice = plot.dice();
        return Set.of(dice.usually(
                dice.one(List.of("WCO", "JAITF")), List.of("changing", "un-entities", plot.recipient(), "ATLANTIS")));
    }

    private Set<String> persons() {
        Dice dice = plot.dice();
        return dice.with(
                Plot.officer(plot.recipient()),
                List.of(Plot.system(plot.recipient()), Plot.officer(plot.releaser()), Plot.officer(plot.third())));
    }

    private List<Grant> grants(String record, String releaser, List<Request> requests, List<Account> requesters) {
        Dice dice = plot.dice();
        List<Grant> grants = new ArrayList<>();
        int count = dice.percent(50) ? 0 : 1 + dice.below(4);
        for (int i = 0; i < count; i++) {
            int asked = dice.below(requests.size());
            grants.add(grant("g-" + i, record, releaser, requests.get(asked), requesters.get(asked)));
        }
        return grants;
    }

    private Grant grant(String id, String record, String releaser, Request request, Account requester) {
        Dice dice = plot.dice();
        Code code = dice.one(HOLDS);
        boolean consent = code == Code.ORIGINATOR_CONSENT;
        String party = consent ? plot.third() : dice.percent(70) ? DrawnScreening.ASSESSOR : releaser;
        String rulerParty = dice.usually(party, Plot.PARTIES);
        String ruler = dice.usually(Plot.officer(rulerParty), List.of("nobody-knows", Plot.author(releaser)));
        Instant expires = plot.moments().open();
        return new Grant(
                id,
                code,
                matter(dice.aside(), code),
                dice.usually(record, List.of("record-0", "record-9")),
                dice.usually(1, List.of(2)),
                dice.one(List.of("head", "body", "source", "persons")),
                dice.usually(requester.party(), Plot.PARTIES),
                dice.quirk() ? Optional.of("another-unit") : requester.unit(),
                dice.usually(request.purpose(), Plot.PURPOSES),
                dice.usually(request.action(), List.of(Action.values())),
                ruler,
                rulerParty,
                expires);
    }

    /** As the screening names what it draws: the unit that mostly asks is assessed first. */
    private static String matter(Dice dice, Code code) {
        return switch (code) {
            case ALLEGATION -> dice.usually(dice.percent(75) ? "a-0" : "a-1", List.of("a-2", "has-0", ""));
            case MITIGATION_OVERDUE -> dice.usually("has-0/m", List.of("has-1/m", "has-0", ""));
            case RELEASE_HOLD -> dice.usually(dice.percent(50) ? "has-0" : "", List.of("has-1", "has-0/m"));
            default -> dice.usually("", List.of("a-0"));
        };
    }
}
