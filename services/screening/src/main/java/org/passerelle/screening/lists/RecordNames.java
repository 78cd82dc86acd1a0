package org.passerelle.screening.lists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.names.NamesInText;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;

/**
 * Names in a record: the aliases of its details, and what looks like a name in the portion that names persons or, in the profile of a group, in
 * its title. Only its releaser is asked, and only about portions of its own that are for everybody there up to a level: nothing of another
 * originator, in a compartment, for named eyes, under an embargo that is not over or beyond its retention. Nothing of a record that is in quarantine or recalled.
 */
record RecordNames(StoredRecord record, Instant at) {
    private static final String ALIASES = "aliases";
    private static final String PERSONS = "persons";
    private static final String TITLE = "title";
    private static final String GROUP = "armed-group-profile";

    /** Those that may be compared now. */
    List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (PortionFacts portion : record.facts().portions()) {
            Optional<Label> label = own(portion).filter(each -> !embargoed(each) && !over(each));
            Content content = record.contents().get(portion.id());
            if (label.isPresent() && content != null) {
                names(portion.field(), content).forEach(name -> subjects.add(subject(name, label.get())));
            }
        }
        return subjects;
    }

    private Subject subject(String name, Label label) {
        return new Subject(
                SubjectKind.RECORD,
                record.facts().recordId(),
                name,
                Set.of(record.facts().releaser()),
                label.level(),
                label.retainUntil());
    }

    /** When the next embargo is over that keeps a portion from being compared. */
    Optional<Instant> again() {
        return record.facts().portions().stream()
                .flatMap(portion -> own(portion).stream())
                .filter(this::embargoed)
                .flatMap(label -> label.embargoUntil().stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Label> own(PortionFacts portion) {
        return record.facts().state() == RecordState.ACTIVE
                ? portion.label().filter(this::everybodysThere)
                : Optional.empty();
    }

    private boolean everybodysThere(Label label) {
        return label.originators().equals(Set.of(record.facts().releaser()))
                && label.compartments().isEmpty()
                && label.eyesOnly() instanceof Audience.Unrestricted
                && label.tlp() != Tlp.RED;
    }

    private boolean embargoed(Label label) {
        return label.embargoUntil().filter(at::isBefore).isPresent();
    }

    /** Whether it may not be retained any more, destroyed or not. */
    private boolean over(Label label) {
        return label.retainUntil().filter(until -> !at.isBefore(until)).isPresent();
    }

    private Set<String> names(String field, Content content) {
        return switch (content) {
            case Content.Head head -> aliases(head);
            case Content.Text text -> named(field) ? NamesInText.in(text.text()) : Set.of();
            case Content.Attachment file -> Set.of();
        };
    }

    private boolean named(String field) {
        return field.equals(PERSONS)
                || (field.equals(TITLE) && record.facts().type().equals(GROUP));
    }

    private static Set<String> aliases(Content.Head head) {
        Set<String> aliases = new LinkedHashSet<>();
        if (head.details().get(ALIASES) instanceof List<?> several) {
            several.forEach(alias -> aliases.add(String.valueOf(alias)));
        }
        return aliases;
    }
}
