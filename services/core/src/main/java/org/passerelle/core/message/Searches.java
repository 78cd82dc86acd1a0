package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions to the keeper of searches that persons have named. Each is its account's own: to everybody else there is none. */
public final class Searches {

    public static final Address<Save, SaveOutcome> SAVE =
            new Address<>("records.search-save", Save.class, SaveOutcome.class);
    public static final Address<SearchesOf, SavedList> LIST =
            new Address<>("records.search-list", SearchesOf.class, SavedList.class);
    public static final Address<Find, Found> FIND = new Address<>("records.search-find", Find.class, Found.class);
    public static final Address<Delete, Deleted> DELETE =
            new Address<>("records.search-delete", Delete.class, Deleted.class);

    private Searches() {}

    /** @param query parameters of a search, by name, as they are sent */
    public record Save(String account, String name, Map<String, String> query) {
        public Save {
            query = Map.copyOf(query);
        }
    }

    public sealed interface SaveOutcome {
        record Stored(Saved search) implements SaveOutcome {}

        /** The account keeps as many as it may. */
        record TooMany(int most) implements SaveOutcome {}
    }

    /** @param query parameters of a search, by name, as they were sent */
    public record Saved(String id, String name, Map<String, String> query, Instant at) {
        public Saved {
            query = Map.copyOf(query);
        }
    }

    public record SearchesOf(String account) {}

    /** The oldest first. */
    public record SavedList(List<Saved> searches) {
        public SavedList {
            searches = List.copyOf(searches);
        }
    }

    public record Find(String account, String id) {}

    /** @param search absent where the account has none of that id */
    public record Found(Optional<Saved> search) {}

    public record Delete(String account, String id) {}

    /** @param there whether the account had one of that id */
    public record Deleted(boolean there) {}
}
