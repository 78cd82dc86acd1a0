package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.party.Group;

/**
 * Changes of who belongs to a group. Wait {@link Policy#PATIENCE}: each answers when it is effective at every gateway. Whoever may not change
 * a group is answered as if there were none.
 */
public final class Groups {

    public static final Address<Admit, Standing.Outcome> ADMIT =
            new Address<>("agreements.admit", Admit.class, Standing.Outcome.class);
    public static final Address<Release, Standing.Outcome> RELEASE =
            new Address<>("agreements.release", Release.class, Standing.Outcome.class);
    public static final Address<HistoryOf, History> HISTORY =
            new Address<>("agreements.group-history", HistoryOf.class, History.class);

    private Groups() {}

    /**
     * A party belongs to a group.
     *
     * @param from empty for now; never in the past, since what was marked for the group then was not marked for this party
     * @param until empty for without end
     * @param subject the account that asks
     */
    public record Admit(
            String group,
            String party,
            Optional<Instant> from,
            Optional<Instant> until,
            String subject,
            String reason) {}

    /**
     * A party belongs to a group no more.
     *
     * @param at empty for at once
     */
    public record Release(String group, String party, Optional<Instant> at, String subject, String reason) {}

    /** Every version of a group, for who may change it. */
    public record HistoryOf(String group, String subject) {}

    /** Empty where there is no group, or none that the subject may change. */
    public record History(List<Version> versions) {
        public History {
            versions = List.copyOf(versions);
        }
    }

    /** A version, never rewritten. */
    public record Version(int version, Group group, String subject, String reason, Instant at) {}
}
