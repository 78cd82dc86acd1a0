package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Questions to the owner of records about imports: jobs that take in a file piece by piece. Items of a file are counted from 1; a job
 * stands at the next one. Only who opened a job knows it.
 */
public final class Imports {
    public static final Address<Open, Job> OPEN = new Address<>("records.import-open", Open.class, Job.class);
    public static final Address<Of, Jobs> LIST = new Address<>("records.import-list", Of.class, Jobs.class);
    public static final Address<Look, Looked> LOOK = new Address<>("records.import-look", Look.class, Looked.class);
    public static final Address<Store, Stored> STORE = new Address<>("records.import-store", Store.class, Stored.class);
    public static final Address<Complete, Completed> COMPLETE =
            new Address<>("records.import-complete", Complete.class, Completed.class);
    public static final Address<FaultsOf, Faults> FAULTS =
            new Address<>("records.import-faults", FaultsOf.class, Faults.class);
    public static final Address<Delete, Deleted> DELETE =
            new Address<>("records.import-delete", Delete.class, Deleted.class);

    private Imports() {}

    /**
     * Opens a job.
     *
     * @param digest lower-case hexadecimal SHA-256 of the whole file, by which it is found again
     * @param mapping as the format reads it; empty without any
     */
    public record Open(
            String party, String subject, String name, String format, String digest, Optional<String> mapping) {}

    /**
     * A job.
     *
     * @param mapping empty without any, and when the job has ended
     * @param mappingDigest by which a mapping is known again; it stays
     * @param closedAt when it ended without being completed, for nothing came any more
     * @param next number of the item at which it stands
     * @param refused items of which nothing was stored
     */
    public record Job(
            String id,
            String party,
            String subject,
            String name,
            String format,
            Optional<String> mapping,
            Optional<String> mappingDigest,
            Instant openedAt,
            Optional<Instant> completedAt,
            Optional<Instant> closedAt,
            long next,
            long stored,
            long refused) {

        /** Whether it takes in nothing more. */
        public boolean ended() {
            return completedAt.isPresent() || closedAt.isPresent();
        }
    }

    /**
     * The jobs of an account, the newest first, at most 100.
     *
     * @param digest of the file, where only its jobs are asked for
     */
    public record Of(String subject, Optional<String> digest) {}

    public record Jobs(List<Job> jobs) {}

    /**
     * @param first where the piece begins about which is asked; 0 for none
     * @param digest of that piece
     */
    public record Look(String id, String subject, long first, String digest) {}

    /** @param piece what that very piece came to, when it was stored */
    public record Looked(Optional<Job> job, Optional<Piece> piece) {}

    /**
     * What a piece came to.
     *
     * @param digest what the owner keeps of the digest of what was sent
     */
    public record Piece(long first, int items, String digest, int stored, int refused) {}

    /**
     * Stores a piece and moves the job on, in one transaction; one that is stored already, by its first item and its digest, answers what it
     * came to.
     */
    public record Store(String id, String subject, long first, String digest, List<Item> items) {
        public Store {
            items = List.copyOf(items);
        }
    }

    /** What becomes of one item. */
    public sealed interface Item {
        record Accepted(Records.Submit submit) implements Item {}

        /** Above the hosting ceiling: a case is kept, and no content. */
        record Rejected(Fault fault, Records.Reject reject) implements Item {}

        /** Nothing is kept but where the faults are. */
        record Faulty(List<Fault> faults) implements Item {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * A fault of an item.
     *
     * @param line in the file, from 1
     * @param column of the line or of the table, from 1; 0 when it has none
     * @param pointer into the submission (RFC 6901)
     * @param message never echoes content
     */
    public record Fault(long line, int column, String pointer, String code, String message) {}

    public sealed interface Stored {
        record Done(Piece piece, Job job) implements Stored {}

        /** The job stands elsewhere, or took something else in there. */
        record Elsewhere(long next) implements Stored {}

        record Closed() implements Stored {}

        record Absent() implements Stored {}
    }

    /** @param items how many the file has */
    public record Complete(String id, String subject, long items) {}

    public sealed interface Completed {
        record Done(Job job) implements Completed {}

        record Elsewhere(long next) implements Completed {}

        /** Nothing came for so long that it ended by itself. */
        record Closed() implements Completed {}

        record Absent() implements Completed {}
    }

    /** Forgets a job, its pieces and its faults; what it stored stays. */
    public record Delete(String id, String subject) {}

    /** @param there whether there was such a job */
    public record Deleted(boolean there) {}

    /**
     * Faults in the order of the file.
     *
     * @param after position of the last one of the page before; 0 for the first page
     * @param limit at most 1000
     */
    public record FaultsOf(String id, String subject, long after, int limit) {}

    /** @param known whether there is such a job */
    public record Faults(boolean known, List<Found> faults, Optional<Long> next) {}

    public record Found(long item, Fault fault) {}
}
