package org.passerelle.records;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;

/**
 * What a party received of a record version. It is compared in the form in which it was received: a place that left to 10 km stands while it
 * lies in the same cell, and a detail, a tag or a part of a label that was not shown does not count.
 *
 * @param received the version
 */
record Held(StoredRecord received, Audit.Holding holding) {

    /** What views show of a label. */
    private record Shown(Level level, Tlp tlp, Set<String> compartments, Audience releasableTo, Audience purposes) {
        static Shown of(Label label) {
            return new Shown(label.level(), label.tlp(), label.compartments(), label.releasableTo(), label.purposes());
        }
    }

    /**
     * Whether something of it stood in one version and does not in a later one. What may no longer be retained does not count: nobody may hold
     * it any more, and what it said is gone.
     */
    boolean ceases(StoredRecord before, StoredRecord now) {
        return received.facts().portions().stream()
                .filter(this::left)
                .anyMatch(portion -> received.contents().containsKey(portion.id())
                        && stands(portion, before)
                        && !stands(portion, now));
    }

    /** From before the ledger kept portions, all of the version counts. */
    private boolean left(PortionFacts portion) {
        return holding.portions().isEmpty() || terms(portion).isPresent();
    }

    private Optional<Audit.Portion> terms(PortionFacts portion) {
        return holding.portions().stream()
                .flatMap(List::stream)
                .filter(left -> left.id().equals(portion.id()))
                .findFirst();
    }

    private boolean stands(PortionFacts portion, StoredRecord version) {
        Optional<Content> content = content(portion, received, portion);
        return version.facts().portions().stream()
                .filter(other -> other.field().equals(portion.field()))
                .filter(other -> shown(portion, portion).equals(shown(portion, other)))
                .map(other -> content(portion, version, other))
                .anyMatch(other -> other.isPresent() && other.equals(content));
    }

    /** What a portion of a version says, in the form in which one that was received left. */
    private Optional<Content> content(PortionFacts portion, StoredRecord version, PortionFacts other) {
        return Optional.ofNullable(version.contents().get(other.id()))
                .map(content -> terms(portion).map(left -> left.left(content)).orElse(content))
                .map(content -> content instanceof Content.Attachment file ? unnamed(file) : content);
    }

    /** The same bytes attached once more are the same. */
    private static Content unnamed(Content.Attachment file) {
        return new Content.Attachment("", file.name(), file.mediaType(), file.size(), file.hash(), file.chunks());
    }

    /** The label of a portion in the place of one that was received. A head's is shown only as it adds to that of the whole. */
    private Optional<Shown> shown(PortionFacts portion, PortionFacts other) {
        if (!portion.field().equals(PortionFacts.HEAD)) {
            return other.label().map(Shown::of);
        }
        return other.label()
                .map(label -> received.facts().portions().stream()
                        .filter(one -> left(one) && !one.id().equals(portion.id()))
                        .flatMap(one -> one.label().stream())
                        .reduce(label, Label::join))
                .map(Shown::of);
    }
}
