package org.passerelle.core.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

/** Takes a bundle apart and puts it together again. */
public final class Chunks {
    /** Documents in one chunk: a change carries so many, and a list of parts is as many times shorter than the policy. */
    private static final int MANY = 4;

    private Chunks() {}

    /** The chunks of a bundle, in an order that depends on nothing but the bundle. */
    public static List<Chunk> of(Bundle bundle) {
        List<Chunk> chunks = new ArrayList<>();
        chunks.add(new Chunk.Words(bundle.markings(), bundle.vocabulary(), bundle.settings()));
        named(bundle.parties(), Chunk.Parties::new, chunks);
        named(bundle.units(), Chunk.Units::new, chunks);
        named(bundle.accounts(), Chunk.Accounts::new, chunks);
        named(bundle.groups(), Chunk.Groups::new, chunks);
        listed(bundle.agreements(), Chunk.Agreements::new, chunks);
        listed(bundle.assessments(), Chunk.Assessments::new, chunks);
        listed(bundle.allegations(), Chunk.Allegations::new, chunks);
        listed(bundle.exemptions(), Chunk.Exemptions::new, chunks);
        return chunks;
    }

    private static <T> void named(Map<String, T> documents, Function<Map<String, T>, Chunk> chunk, List<Chunk> chunks) {
        listed(
                List.copyOf(new TreeMap<>(documents).entrySet()),
                run -> {
                    Map<String, T> some = new HashMap<>();
                    run.forEach(entry -> some.put(entry.getKey(), entry.getValue()));
                    return chunk.apply(some);
                },
                chunks);
    }

    private static <T> void listed(List<T> documents, Function<List<T>, Chunk> chunk, List<Chunk> chunks) {
        for (int from = 0; from < documents.size(); from += MANY) {
            chunks.add(chunk.apply(documents.subList(from, Math.min(documents.size(), from + MANY))));
        }
    }

    /**
     * The bundle of which these are the chunks.
     *
     * @throws IllegalArgumentException when they are not those of one bundle
     */
    public static Bundle join(long version, Instant issuedAt, List<Chunk> chunks) {
        Joined joined = new Joined();
        chunks.forEach(joined::add);
        return joined.bundle(version, issuedAt);
    }

    private static final class Joined {
        private final Map<String, Party> parties = new HashMap<>();
        private final Map<String, Unit> units = new HashMap<>();
        private final Map<String, Account> accounts = new HashMap<>();
        private final Map<String, Group> groups = new HashMap<>();
        private final List<Agreement> agreements = new ArrayList<>();
        private final List<Assessment> assessments = new ArrayList<>();
        private final List<Allegation> allegations = new ArrayList<>();
        private final List<Exemption> exemptions = new ArrayList<>();
        private Optional<Chunk.Words> words = Optional.empty();

        void add(Chunk chunk) {
            switch (chunk) {
                case Chunk.Parties some -> put(some.parties(), parties);
                case Chunk.Units some -> put(some.units(), units);
                case Chunk.Accounts some -> put(some.accounts(), accounts);
                case Chunk.Groups some -> put(some.groups(), groups);
                case Chunk.Agreements some -> agreements.addAll(some.agreements());
                case Chunk.Assessments some -> assessments.addAll(some.assessments());
                case Chunk.Allegations some -> allegations.addAll(some.allegations());
                case Chunk.Exemptions some -> exemptions.addAll(some.exemptions());
                case Chunk.Words some -> {
                    if (words.isPresent()) {
                        throw new IllegalArgumentException("a policy has its words once");
                    }
                    words = Optional.of(some);
                }
            }
        }

        private static <T> void put(Map<String, T> some, Map<String, T> all) {
            some.forEach((name, document) -> {
                if (all.put(name, document) != null) {
                    throw new IllegalArgumentException(name + " stands twice in a policy");
                }
            });
        }

        Bundle bundle(long version, Instant issuedAt) {
            Chunk.Words said = words.orElseThrow(() -> new IllegalArgumentException("a policy without words"));
            return new Bundle(
                    version,
                    issuedAt,
                    parties,
                    units,
                    accounts,
                    groups,
                    agreements,
                    assessments,
                    allegations,
                    exemptions,
                    said.markings(),
                    said.vocabulary(),
                    said.settings());
        }
    }
}
