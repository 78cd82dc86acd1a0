package org.passerelle.screening.lists;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.names.NamesInText;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;

/**
 * Names in a record: the aliases of its details, and what looks like a name in the portion that names persons or, in the profile of a group, in
 * its title. Only its releaser is asked, and only about portions of its own that are for everybody there up to a level: nothing of another
 * originator, in a compartment, for named eyes or under embargo.
 */
record RecordNames(StoredRecord record) {
    private static final String ALIASES = "aliases";
    private static final String PERSONS = "persons";
    private static final String TITLE = "title";
    private static final String GROUP = "armed-group-profile";

    List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        String releaser = record.facts().releaser();
        for (PortionFacts portion : record.facts().portions()) {
            Optional<Label> label = portion.label().filter(each -> own(each, releaser));
            Content content = record.contents().get(portion.id());
            if (label.isPresent() && content != null) {
                Level level = label.get().level();
                names(portion.field(), content)
                        .forEach(name -> subjects.add(new Subject(
                                SubjectKind.RECORD, record.facts().recordId(), name, Set.of(releaser), level)));
            }
        }
        return subjects;
    }

    private static boolean own(Label label, String releaser) {
        return label.originators().equals(Set.of(releaser))
                && label.compartments().isEmpty()
                && label.eyesOnly() instanceof Audience.Unrestricted
                && label.tlp() != Tlp.RED
                && label.embargoUntil().isEmpty();
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
