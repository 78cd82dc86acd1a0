package org.passerelle.core.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.impact.Warning.Kind;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Party;

/** Reviews an agreement for what it says in vain, and for what it leaves out; proven over all records, with the policy as it is. */
public final class Review {
    private final Bundle bundle;
    private final Agreement agreement;
    private final String party;
    private final Instant at;

    private Review(Bundle bundle, Agreement agreement, String party, Instant at) {
        this.bundle = bundle;
        this.agreement = agreement;
        this.party = party;
        this.at = at;
    }

    /**
     * Reviews an agreement of a bundle for one of its parties. What a clause withholds is told to whoever releases under it alone.
     *
     * @param beside agreements that may be named to whoever asks; the agreement itself is always among them
     */
    public static List<Warning> of(
            Bundle bundle, Agreement agreement, String party, Collection<Agreement> beside, Instant at) {
        Review review = new Review(bundle, agreement, party, at);
        List<Warning> warnings = new ArrayList<>();
        for (Clause clause : agreement.clauses()) {
            review.needless(clause, beside).ifPresent(warnings::add);
            if (Reach.members(bundle, clause.releaser()).contains(party)) {
                warnings.addAll(review.vain(clause));
            }
        }
        warnings.addAll(review.gaps());
        return List.copyOf(warnings);
    }

    private Optional<Warning> needless(Clause clause, Collection<Agreement> beside) {
        Shadow shadow = new Shadow(bundle);
        List<Agreement> all = new ArrayList<>(List.of(agreement));
        beside.stream().filter(other -> !other.id().equals(agreement.id())).forEach(all::add);
        for (Agreement other : all) {
            for (Clause wider : other.clauses()) {
                if (!wider.id().equals(clause.id()) && shadow.needless(agreement, clause, other, wider)) {
                    return Optional.of(new Warning(
                            Kind.SHADOWED,
                            Optional.of(clause.id()),
                            Optional.of(new Warning.Other(other.id(), wider.id())),
                            Optional.empty(),
                            List.of()));
                }
            }
        }
        return Optional.empty();
    }

    private List<Warning> vain(Clause clause) {
        List<Probe.Answer> answers = new Probe(bundle, agreement, clause, party, at).answers();
        if (answers.stream().allMatch(Probe.Answer::denied)) {
            return List.of(Warning.of(Kind.NEVER_RELEASES, clause.id(), Optional.of(reason(answers)), List.of()));
        }
        List<Warning> warnings = new ArrayList<>();
        partly(clause, answers, Kind.RECIPIENT_WITHOUT_EFFECT, Probe.Answer::recipient, warnings);
        partly(clause, answers, Kind.PURPOSE_WITHOUT_EFFECT, Probe.Answer::purpose, warnings);
        partly(
                clause,
                answers,
                Kind.ACTION_WITHOUT_EFFECT,
                answer -> answer.action().name(),
                warnings);
        beyondRecipients(clause, warnings);
        lapse(clause).ifPresent(warnings::add);
        return warnings;
    }

    /** The first in the order of policy among those that were met most often. */
    private static Code reason(List<Probe.Answer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.code().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.<Map.Entry<Code, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(Code.OUT_OF_SCOPE);
    }

    private static void partly(
            Clause clause,
            List<Probe.Answer> answers,
            Kind kind,
            Function<Probe.Answer, String> part,
            List<Warning> warnings) {
        answers.stream().map(part).distinct().sorted().forEach(name -> {
            List<Probe.Answer> of = answers.stream()
                    .filter(answer -> part.apply(answer).equals(name))
                    .toList();
            if (of.stream().allMatch(Probe.Answer::denied)) {
                warnings.add(Warning.of(kind, clause.id(), Optional.of(reason(of)), List.of(name)));
            }
        });
    }

    private void beyondRecipients(Clause clause, List<Warning> warnings) {
        List<Party> recipients = Reach.members(bundle, clause.recipient()).stream()
                .flatMap(id -> Optional.ofNullable(bundle.parties().get(id)).stream())
                .toList();
        Level highest = recipients.stream().map(Party::accreditation).reduce(Level.UNCLASSIFIED, Level::max);
        if (!clause.ceiling().atMost(highest)) {
            warnings.add(Warning.of(
                    Kind.CEILING_WITHOUT_EFFECT,
                    clause.id(),
                    Optional.of(Code.ABOVE_CEILING),
                    List.of(String.valueOf(highest.number()))));
        }
        Set<String> closed = new TreeSet<>(clause.compartments());
        recipients.forEach(party -> closed.removeAll(party.compartments()));
        if (!closed.isEmpty()) {
            warnings.add(Warning.of(
                    Kind.COMPARTMENT_WITHOUT_EFFECT, clause.id(), Optional.of(Code.COMPARTMENT), List.copyOf(closed)));
        }
    }

    /** An assessment or membership that ends first. */
    private Optional<Warning> lapse(Clause clause) {
        Instant last =
                agreement.validUntil().minus(bundle.settings().clockSkew()).minusNanos(1);
        if (!at.isBefore(last)) {
            return Optional.empty();
        }
        List<Probe.Answer> answers = new Probe(bundle, agreement, clause, party, last).answers();
        return answers.stream().allMatch(Probe.Answer::denied)
                ? Optional.of(Warning.of(Kind.LAPSES, clause.id(), Optional.of(reason(answers)), List.of()))
                : Optional.empty();
    }

    private record Pair(String releaser, String recipient) {}

    private List<Warning> gaps() {
        List<Warning> gaps = new ArrayList<>();
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Clause clause : agreement.clauses()) {
            for (String releaser : Reach.members(bundle, clause.releaser())) {
                for (String recipient : Reach.members(bundle, clause.recipient())) {
                    if (!releaser.equals(recipient) && (releaser.equals(party) || recipient.equals(party))) {
                        pairs.add(new Pair(releaser, recipient));
                    }
                }
            }
        }
        pairs.forEach(pair -> gaps(pair, gaps));
        return gaps;
    }

    private void gaps(Pair pair, List<Warning> gaps) {
        Party releaser = bundle.parties().get(pair.releaser());
        Party recipient = bundle.parties().get(pair.recipient());
        if (releaser == null || recipient == null) {
            return;
        }
        Set<String> purposes = new TreeSet<>(recipient.purposes());
        purposes.retainAll(releaser.purposes());
        purposes.removeAll(bundle.vocabulary().prohibitedPurposes());
        Set<String> actions = new TreeSet<>(Set.of(Action.READ.name(), Action.EXPORT.name(), Action.PUSH.name()));
        for (Clause clause : agreement.clauses()) {
            if (Reach.members(bundle, clause.releaser()).contains(pair.releaser())
                    && Reach.members(bundle, clause.recipient()).contains(pair.recipient())) {
                purposes.removeAll(clause.purposes());
                clause.actions().forEach(action -> actions.remove(action.name()));
            }
        }
        gap(Kind.PURPOSE_NOT_COVERED, pair, purposes, gaps);
        gap(Kind.ACTION_NOT_COVERED, pair, actions, gaps);
    }

    private static void gap(Kind kind, Pair pair, Set<String> missing, List<Warning> gaps) {
        if (!missing.isEmpty()) {
            List<String> about = new ArrayList<>(List.of(pair.releaser(), pair.recipient()));
            about.addAll(missing);
            gaps.add(new Warning(kind, Optional.empty(), Optional.empty(), Optional.empty(), about));
        }
    }
}
