package org.passerelle.gateway.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;

/** Records like another of a {@link World} but for what a test is about. */
public final class Altered {
    private Altered() {}

    /** The same as stored so many days after the beginning. */
    public static StoredRecord at(StoredRecord record, int days) {
        return With.with(record, "versionAt", World.BEGIN.plus(Duration.ofDays(days)));
    }

    /** The same with one component of its facts changed. */
    public static StoredRecord facts(StoredRecord record, String component, Object value) {
        return With.with(record, "facts", With.with(record.facts(), component, value));
    }

    /** The same with its head changed. */
    public static StoredRecord head(StoredRecord record, UnaryOperator<Content.Head> change) {
        Map<String, Content> contents = new HashMap<>(record.contents());
        Content head = Objects.requireNonNull(contents.get("1"));
        contents.put("1", change.apply((Content.Head) head));
        return With.with(record, "contents", contents);
    }

    /** The same of another type. */
    public static StoredRecord typed(StoredRecord record, String type) {
        return head(facts(record, "type", type), head -> With.with(head, "type", type));
    }

    /** The same with its head labelled as what its releaser releases at that level. */
    public static StoredRecord headAt(StoredRecord record, Level level) {
        List<PortionFacts> portions = new ArrayList<>(record.facts().portions());
        StoredRecord like = World.released("x", record.facts().releaser(), level, "x");
        portions.set(0, like.facts().portions().getFirst());
        return facts(record, "portions", portions);
    }

    /** The same with a portion more, at that place among its own. */
    public static StoredRecord and(StoredRecord record, int place, PortionFacts portion, String text) {
        List<PortionFacts> portions = new ArrayList<>(record.facts().portions());
        portions.add(place, portion);
        Map<String, Content> contents = new HashMap<>(record.contents());
        contents.put(portion.id(), new Content.Text(text));
        return With.with(facts(record, "portions", portions), "contents", contents);
    }

    /** A third portion, labelled as what that party releases at that level. */
    public static PortionFacts third(String field, String party, Level level) {
        StoredRecord like = World.released("x", party, level, "x");
        PortionFacts head = like.facts().portions().getFirst();
        return new PortionFacts("3", field, head.label(), "incident", List.of());
    }
}
