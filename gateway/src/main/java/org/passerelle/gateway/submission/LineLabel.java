package org.passerelle.gateway.submission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.CompactLabel;
import org.passerelle.core.label.CompactLabel.Part;
import org.passerelle.core.label.CompactLabel.Word;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.StatedLabel.Marking;

/** Reads a label from one line, in the same words as from JSON; faults name the character at which they stand. */
final class LineLabel {
    private final LabelReader words;
    private final String pointer;
    private final Faults faults;

    LineLabel(LabelReader words, String pointer, Faults faults) {
        this.words = words;
        this.pointer = pointer;
        this.faults = faults;
    }

    Optional<StatedLabel> read(String line) {
        return switch (CompactLabel.read(line)) {
            case CompactLabel.Reading.Fault(int at, String problem) -> {
                fault(at, Fault.Code.MALFORMED_LABEL, problem);
                yield Optional.empty();
            }
            case CompactLabel.Reading.Read(CompactLabel label) -> Optional.of(stated(label));
        };
    }

    private StatedLabel stated(CompactLabel label) {
        return new StatedLabel(
                pointer,
                marking(label.marking()),
                known(label.tlp(), words.tlps()).flatMap(word -> Tlp.parse(word.text())),
                names(label, Part.PURPOSE, words.purposes()).map(Audience.Only::new),
                names(label, Part.COMP, words.compartments()),
                names(label, Part.REL, words.partiesAndGroups()).map(Audience.Only::new),
                names(label, Part.NOT, words.partiesAndGroups()),
                names(label, Part.EYES, words.persons()).map(Audience.Only::new),
                names(label, Part.ONWARD, words.partiesAndGroups()).map(Audience.Only::new),
                names(label, Part.FLAG, words.flags()),
                time(label, Part.EMBARGO),
                time(label, Part.RETAIN));
    }

    /** Words of a marking; else the name of a level, with spaces for what Java writes with underscores. */
    private Optional<Marking> marking(Word word) {
        Optional<Level> level = Arrays.stream(Level.values())
                .filter(one -> one.name().replace('_', ' ').equals(word.text()))
                .findFirst();
        return level.filter(found -> !words.markings().known().contains(word.text()))
                .map(found -> new Marking(word.text(), found))
                .or(() -> known(word, words.markings()).flatMap(known -> words.marking(known.text())));
    }

    private Optional<Set<String>> names(CompactLabel label, Part part, ClosedWords vocabulary) {
        List<Word> stated = label.parts().get(part);
        if (stated == null) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        stated.forEach(word -> known(word, vocabulary).map(Word::text).ifPresent(names::add));
        return Optional.of(Set.copyOf(names));
    }

    private Optional<Word> known(Word word, ClosedWords vocabulary) {
        Faults found = new Faults();
        if (vocabulary.admits(word.text(), pointer, found)) {
            return Optional.of(word);
        }
        found.list().forEach(fault -> fault(word.at(), fault.code(), fault.message()));
        return Optional.empty();
    }

    private Optional<Instant> time(CompactLabel label, Part part) {
        List<Word> stated = label.parts().get(part);
        if (stated == null) {
            return Optional.empty();
        }
        Word word = stated.getFirst();
        Optional<Instant> time = Times.parse(word.text());
        if (time.isEmpty()) {
            fault(word.at(), Fault.Code.NOT_A_TIME, "is not a time that exists, such as 2015-01-20T09:00:00Z");
        }
        return time;
    }

    private void fault(int at, Fault.Code code, String problem) {
        faults.add(pointer, code, "character " + at + ": " + problem);
    }
}
