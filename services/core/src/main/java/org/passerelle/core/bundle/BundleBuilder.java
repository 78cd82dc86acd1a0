package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;

/**
 * Makes a bundle of parts and agreements, and tells every fault with its place. An agreement at fault is left out, which can only
 * withhold; the rest is built, so that nobody's suspension waits for somebody else's mistake. A newcomer never displaces what
 * stands: agreements are taken in the order in which they come, and each is checked against those before it alone.
 */
public final class BundleBuilder {
    /** Of clauses that one clause is ambiguous with, so many are told; to mend it, one would do. */
    private static final int MOST = 20;

    private final SoundParts sound;
    private final AgreementCheck check;
    private final Members members;
    private final Scope scope;
    private final ClauseIndex index;
    private final Function<Agreement, Signatories> signatures;
    private final Map<String, Agreement> accepted = new LinkedHashMap<>();
    private final List<Fault> faults;

    /**
     * A builder without agreements yet.
     *
     * @param signatures tells whose signatures over an agreement verify
     */
    public BundleBuilder(Parts parts, Function<Agreement, Signatories> signatures) {
        this.sound = SoundParts.of(parts);
        this.signatures = signatures;
        this.members = new Members(sound.parts());
        this.check = new AgreementCheck(sound.parts(), members);
        this.scope =
                new Scope(sound.parts().vocabulary(), sound.parts().settings().clockSkew());
        this.index = new ClauseIndex(members, scope);
        this.faults = new ArrayList<>(sound.faults());
    }

    /** A bundle with what was found on the way; agreements that are still negotiated are not part of it. */
    public record Built(Bundle bundle, List<Fault> faults) {
        public Built {
            faults = List.copyOf(faults);
        }
    }

    /** What keeps these terms out of the policy, whoever has signed them; nothing is taken in. */
    public List<Fault> faultsOfTerms(Agreement agreement) {
        List<Fault> found = new ArrayList<>(check.terms(agreement));
        ClauseIndex own = new ClauseIndex(members, scope);
        for (int position = 0; position < agreement.clauses().size(); position++) {
            ClauseIndex.Entry offered = new ClauseIndex.Entry(agreement, position);
            index.named(offered.clause().id())
                    .filter(standing -> ofAnother(standing, agreement))
                    .ifPresent(standing -> found.add(AgreementCheck.twice(standing, offered)));
            found.addAll(ambiguous(index.against(offered), own.against(offered), offered));
            own.add(offered);
        }
        return List.copyOf(found);
    }

    // A further version of an agreement takes the place of the one that stands.
    private static boolean ofAnother(ClauseIndex.Entry standing, Agreement agreement) {
        return !standing.agreement().id().equals(agreement.id());
    }

    private static List<Fault> ambiguous(
            List<ClauseIndex.Entry> standing, List<ClauseIndex.Entry> own, ClauseIndex.Entry offered) {
        return Stream.concat(standing.stream().filter(entry -> ofAnother(entry, offered.agreement())), own.stream())
                .sorted(Comparator.comparing(
                                (ClauseIndex.Entry entry) -> entry.agreement().id())
                        .thenComparingInt(ClauseIndex.Entry::position))
                .limit(MOST)
                .map(entry -> ambiguous(entry, offered))
                .toList();
    }

    private static Fault ambiguous(ClauseIndex.Entry standing, ClauseIndex.Entry offered) {
        return new Fault(
                Fault.Code.AMBIGUOUS_CLAUSES,
                new Place.TwoClauses(standing.place(), offered.place()),
                "clauses " + standing.clause().id() + " and "
                        + offered.clause().id()
                        + " can cover the same release with terms of which neither includes the other");
    }

    /** What keeps this agreement out of the policy: its terms, and who has not signed them; nothing is taken in. */
    public List<Fault> faults(Agreement agreement) {
        List<Fault> found = new ArrayList<>(AgreementCheck.signatures(agreement, signatures.apply(agreement)));
        found.addAll(faultsOfTerms(agreement));
        return List.copyOf(found);
    }

    /**
     * Takes an agreement in unless it is at fault or has never been, or is no longer, what binds. Only this one is checked, against those that were taken in.
     *
     * @return what is wrong with it
     */
    public List<Fault> add(Agreement agreement) {
        if (!negotiated(agreement.state())) {
            return List.of();
        }
        List<Fault> found = new ArrayList<>();
        if (accepted.containsKey(agreement.id())) {
            Faults twice = AgreementCheck.of(agreement);
            twice.add(Fault.Code.TWICE, "it stands twice", "id");
            found.addAll(twice.list());
        }
        found.addAll(faults(agreement));
        faults.addAll(found);
        if (found.isEmpty()) {
            accepted.put(agreement.id(), agreement);
            for (int position = 0; position < agreement.clauses().size(); position++) {
                index.add(new ClauseIndex.Entry(agreement, position));
            }
        }
        return List.copyOf(found);
    }

    private static boolean negotiated(AgreementState state) {
        return switch (state) {
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUPERSEDED, WITHDRAWN -> false;
            case ACTIVE, SUSPENDED, TERMINATED, EXPIRED -> true;
        };
    }

    /** The bundle of everything that was taken in. */
    public Built build(long version, Instant issuedAt) {
        Parts parts = sound.parts();
        Bundle bundle = new Bundle(
                version,
                issuedAt,
                parts.parties(),
                parts.units(),
                parts.accounts(),
                parts.groups(),
                List.copyOf(accepted.values()),
                parts.assessments(),
                parts.allegations(),
                parts.exemptions(),
                parts.markings(),
                parts.vocabulary(),
                parts.settings());
        return new Built(bundle, faults);
    }

    /** How many pairs of clauses were looked at for ambiguity. */
    long comparisons() {
        return index.comparisons();
    }
}
