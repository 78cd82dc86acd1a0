package org.passerelle.core.laundering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Group;

/**
 * What truly went where: every atom of content with its originator and what that said of it, and each strand by which it came to where it
 * is. It knows who copied what, declared or not, and nothing of labels, custody, legs or gates.
 */
final class Taint {

    /** Something that somebody originated, and the words that came with it. */
    record Atom(int id, String originator, Label said) {}

    /** One transfer that brought it on, with the terms of that receipt. */
    record Hop(String giver, String holder, String type, Audience onward) {}

    /** An atom and the transfers that it came by. */
    record Strand(Atom atom, List<Hop> hops) {}

    /** A consent: which originator, which portion, for whom, what for. */
    record Consent(String originator, String portion, String recipient, String purpose) {}

    private final Society society;
    private final Map<String, Set<Strand>> strands = new HashMap<>();
    private final Map<String, Set<Audience>> receipts = new HashMap<>();
    private final Set<Consent> consents = new HashSet<>();
    private int atoms;

    Taint(Society society) {
        this.society = society;
    }

    Set<Strand> of(String portion) {
        return strands.getOrDefault(portion, Set.of());
    }

    void originated(String portion, String originator, Label said) {
        atoms++;
        strands.computeIfAbsent(portion, key -> new LinkedHashSet<>())
                .add(new Strand(new Atom(atoms, originator, said), List.of()));
    }

    void received(String party, String portion, String clause) {
        receipts.computeIfAbsent(party + " " + portion, key -> new LinkedHashSet<>())
                .add(onward(clause));
    }

    boolean hasReceived(String party, String portion) {
        return receipts.containsKey(party + " " + portion);
    }

    void consented(Consent consent) {
        consents.add(consent);
    }

    /**
     * {@code holder} made a portion from one that {@code giver} released.
     *
     * @param readableNow the clause under which the holder may read the source at this moment; the terms of now then count, else those of
     *     every receipt
     */
    void copied(String source, String giver, String type, String holder, String portion, Optional<String> readableNow) {
        Set<Strand> into = strands.computeIfAbsent(portion, key -> new LinkedHashSet<>());
        for (Strand strand : of(source)) {
            boolean own = strand.hops().isEmpty() && strand.atom().originator().equals(holder);
            if (giver.equals(holder)) {
                // What is a party's own, it may say other words about.
                if (!own) {
                    into.add(strand);
                }
                continue;
            }
            Set<Audience> terms = readableNow
                    .map(clause -> Set.of(onward(clause)))
                    .orElseGet(() -> receipts.getOrDefault(holder + " " + source, Set.of()));
            for (Audience onward : terms) {
                List<Hop> hops = new ArrayList<>(strand.hops());
                hops.add(new Hop(giver, holder, type, onward));
                into.add(new Strand(strand.atom(), List.copyOf(hops)));
            }
        }
    }

    private Audience onward(String clause) {
        return clauses()
                .filter(one -> one.id().equals(clause))
                .map(Clause::onward)
                .findFirst()
                .orElse(Audience.nobody());
    }

    /** Why a portion must not reach a recipient; empty when nothing forbids it. */
    Optional<String> forbidden(String portion, String releaser, String type, String recipient, String purpose) {
        return of(portion).stream()
                .filter(strand -> !strand.atom().originator().equals(recipient))
                .flatMap(strand -> forbidden(strand, portion, releaser, type, recipient, purpose).stream())
                .findFirst();
    }

    private Optional<String> forbidden(
            Strand strand, String portion, String releaser, String type, String recipient, String purpose) {
        Label said = strand.atom().said();
        Instant marked = said.markedAt();
        boolean barred = stands(said.notReleasableTo(), recipient, society.now())
                || stands(said.notReleasableTo(), recipient, marked);
        boolean admitted = !(said.releasableTo() instanceof Audience.Only only)
                || only.names().stream()
                        .map(Set::of)
                        .anyMatch(name -> stands(name, recipient, society.now()) && stands(name, recipient, marked));
        if (barred || !admitted) {
            return Optional.of(strand + " was not to be released to " + recipient);
        }
        if (!said.purposes().admits(purpose)) {
            return Optional.of(strand + " was not for " + purpose);
        }
        if (!allowedNow(releaser, recipient, type, purpose, said)) {
            return Optional.of("nothing allows " + releaser + " to give " + type + " to " + recipient);
        }
        for (Hop hop : strand.hops()) {
            if (!allowedNow(hop.giver(), hop.holder(), hop.type(), purpose, said)) {
                return Optional.of("nothing allows " + hop + " any longer");
            }
        }
        boolean own = strand.atom().originator().equals(releaser);
        boolean consent = consents.contains(new Consent(strand.atom().originator(), portion, recipient, purpose));
        boolean onward = covers(said.onward(), recipient)
                && strand.hops().stream().allMatch(hop -> covers(hop.onward(), recipient));
        return own || consent || onward ? Optional.empty() : Optional.of(strand + " was not to go on to " + recipient);
    }

    private boolean allowedNow(String giver, String holder, String type, String purpose, Label said) {
        for (Agreement agreement : society.agreements()) {
            if (agreement.state() == AgreementState.ACTIVE
                    && agreement.suspendedBy().isEmpty()) {
                for (Clause clause : agreement.clauses()) {
                    if (clause.releaser().equals(giver)
                            && clause.recipient().equals(holder)
                            && clause.recordTypes().contains(type)
                            && clause.purposes().contains(purpose)
                            && clause.ceiling().number() >= said.level().number()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean covers(Audience audience, String party) {
        return !(audience instanceof Audience.Only only) || stands(only.names(), party, society.now());
    }

    private boolean stands(Set<String> names, String party, Instant at) {
        for (String name : names) {
            Group group = society.groups().get(name);
            if (name.equals(party)) {
                return true;
            }
            if (group != null) {
                for (Group.Membership member : group.members()) {
                    if (member.party().equals(party)
                            && !at.isBefore(member.from())
                            && (member.until().isEmpty()
                                    || at.isBefore(member.until().get()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Stream<Clause> clauses() {
        return society.agreements().stream().flatMap(agreement -> agreement.clauses().stream());
    }
}
