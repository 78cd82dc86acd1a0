package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.label.Level;
import org.passerelle.core.names.Comparison;
import org.passerelle.core.sanctions.ListEntry;

/** Questions to the owner of sanctions lists. A match is a question to a person, never an answer: nothing is withheld because of it. */
public final class Sanctions {

    public static final Address<Import, ImportOutcome> IMPORT =
            new Address<>("screening.import-list", Import.class, ImportOutcome.class);
    public static final Address<ListsAsked, Lists> LISTS =
            new Address<>("screening.lists", ListsAsked.class, Lists.class);
    public static final Address<MatchesOf, Matches> MATCHES =
            new Address<>("screening.matches", MatchesOf.class, Matches.class);
    public static final Address<Rule, RuleOutcome> RULE =
            new Address<>("screening.rule-match", Rule.class, RuleOutcome.class);

    private Sanctions() {}

    /**
     * A publication that takes the place of the one in force.
     *
     * @param document the XML as published, compressed (RFC 1952) and in base64
     * @param confirmedDelistings how many entries are known to be delisted by it; needed where they are many
     * @param subject who imports it
     */
    public record Import(String document, Optional<Integer> confirmedDelistings, String party, String subject) {

        /** Nothing is known of what it delists. */
        public Import(String document, String party, String subject) {
            this(document, Optional.empty(), party, subject);
        }
    }

    /** What became of a publication. */
    public sealed interface ImportOutcome {
        /** In force since the answer. */
        record Imported(Version version) implements ImportOutcome {}

        /** The same bytes are in force already. */
        record Unchanged(Version version) implements ImportOutcome {}

        /**
         * Nothing was taken: the list before stays in force.
         *
         * @param line from 1; 0 where none can be named
         */
        record Refused(String problem, int line, int column) implements ImportOutcome {}

        /**
         * Nothing was taken: so many entries would be delisted that somebody has to say that this is meant.
         *
         * @param delisted how many, which is what confirms it
         * @param listed of how many that are in force
         */
        record Unconfirmed(int delisted, int listed) implements ImportOutcome {}
    }

    /** Which publications there were. */
    public record ListsAsked() {}

    /**
     * @param versions the one in force first
     * @param refused the last one that was refused, if none was taken since
     */
    public record Lists(List<Version> versions, Optional<Refusal> refused) {}

    /**
     * A publication that was not taken.
     *
     * @param line from 1; 0 where none can be named
     */
    public record Refusal(String problem, int line, int column, String subject, Instant at) {}

    /**
     * A publication that was taken, and how it differs from the one before.
     *
     * @param published as the publisher dates it
     * @param digest SHA-256 of its bytes, hexadecimal
     */
    public record Version(
            long version,
            String published,
            String digest,
            int individuals,
            int entities,
            int added,
            int changed,
            int delisted,
            Instant importedAt) {}

    /**
     * What is to be ruled, or was ruled, by a party.
     *
     * @param clearance of who asks: what stands in content above it is left out
     */
    public record MatchesOf(String party, Level clearance) {}

    /** @param matches those to be ruled first, then the newest */
    public record Matches(List<Match> matches) {}

    /** Whose name is like a listed one. */
    public enum SubjectKind {
        PERSON,
        COMMANDER,
        UNIT,
        PARTY,
        RECORD
    }

    /** Where a match stands. */
    public enum State {
        OPEN,
        MATCH,
        NO_MATCH,
        /** The entry was delisted or has changed before anybody ruled. */
        LAPSED
    }

    /**
     * A name that is like a listed one.
     *
     * @param subject id of the account, unit, party or record
     * @param name as it is known; empty for a record, whose content is read through the decision alone
     * @param entry as it was listed when the match was found
     * @param listedName the name of the entry that fits best
     * @param comparison which parts met which, and why; empty for a record
     */
    public record Match(
            String id,
            SubjectKind kind,
            String subject,
            Optional<String> name,
            ListEntry entry,
            String listedName,
            double score,
            Optional<Comparison> comparison,
            State state,
            Optional<Ruling> ruling,
            Instant openedAt,
            Instant dueAt) {}

    /** Who ruled, and why. */
    public record Ruling(State ruling, String subject, String reason, Instant at) {}

    /**
     * @param clearance of who rules: what stands in content above it is absent
     * @param finding whether the subject is whom the list means
     */
    public record Rule(String match, String party, Level clearance, String subject, Finding finding, String reason) {}

    /** What who looked into a match has found. */
    public enum Finding {
        SAME,
        NOT_SAME,
        /** Nobody can tell yet: the match stays open, and due. */
        UNCLEAR
    }

    /** What became of a ruling. */
    public sealed interface RuleOutcome {
        /** Taken down; still open where it is unclear. */
        record Ruled(Match match) implements RuleOutcome {}

        /** No match of this party has this id. */
        record Absent() implements RuleOutcome {}

        /** It was ruled before, or has lapsed. */
        record Closed(State state) implements RuleOutcome {}
    }
}
