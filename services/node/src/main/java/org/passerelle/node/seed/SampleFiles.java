package org.passerelle.node.seed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.agreements.reading.Known;
import org.passerelle.agreements.reading.MachineTags;
import org.passerelle.agreements.reading.Section;
import org.passerelle.node.seed.Configuration.Sample;

/**
 * {@code samples/}: records that the demo submits through the gateway. Their words are checked here; the rest is the gateway's to
 * judge, as of any submission.
 */
record SampleFiles(List<Sample> samples) {

    static SampleFiles read(
            ConfigurationDirectory files, VocabularyFiles vocabulary, MarkingFile markings, PartyFiles parties) {
        List<Sample> samples = new ArrayList<>();
        for (Path path : files.files("samples")) {
            files.read(path, file -> {
                String name = path.getFileName().toString().replaceFirst("\\.json$", "");
                String submitter = file.word("submitter", parties.knownAccounts());
                check(file.section("record"), vocabulary, markings);
                samples.add(new Sample(name, submitter, file.raw("record")));
            });
        }
        return new SampleFiles(samples);
    }

    private static void check(Section record, VocabularyFiles vocabulary, MarkingFile markings) {
        String type = record.word("type", vocabulary.recordTypes());
        record.optionalWord("country", vocabulary.areas());
        record.optionalWords("admin1", vocabulary.areas());
        MachineTags.read(record, "tags", vocabulary.vocabulary(), false);
        label(record.section("label"), vocabulary, markings);
        for (Section portion : record.sections("portions")) {
            portion.word("field", vocabulary.portionFields(type));
            portion.optionalSection("label").ifPresent(label -> label(label, vocabulary, markings));
        }
    }

    private static void label(Section label, VocabularyFiles vocabulary, MarkingFile markings) {
        label.optionalWord("marking", markings.inbound());
        label.optionalWord("tlp", Known.tlpWords());
        label.optionalWords("purposes", vocabulary.purposes());
        label.optionalWords("compartments", vocabulary.compartments());
        label.optionalWords("flags", vocabulary.flags());
    }
}
