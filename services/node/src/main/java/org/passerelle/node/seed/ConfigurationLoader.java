package org.passerelle.node.seed;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads {@code config/}: strict, and every fault at once. */
public final class ConfigurationLoader {
    private ConfigurationLoader() {}

    /**
     * Reads a configuration directory.
     *
     * @param now what relative dates are counted from
     * @throws ConfigurationException with every unknown key, dangling reference and word outside its vocabulary
     */
    public static Configuration load(Path directory, Instant now) {
        Faults faults = new Faults();
        ConfigurationDirectory files =
                new ConfigurationDirectory(asSeenFromHere(directory), faults, now.truncatedTo(ChronoUnit.SECONDS));
        VocabularyFiles vocabulary = VocabularyFiles.read(files);
        MarkingFile markings = MarkingFile.read(files);
        SettingsFile settings = SettingsFile.read(files, vocabulary);
        PartyFiles parties = PartyFiles.read(files, vocabulary, markings);
        GroupFile groups = GroupFile.read(files, parties);
        AgreementFiles agreements = AgreementFiles.read(files, vocabulary, parties, groups, settings.settings());
        AssessmentFiles assessments = AssessmentFiles.read(files, vocabulary, parties, settings.settings());
        SampleFiles samples = SampleFiles.read(files, vocabulary, markings, parties);
        faults.throwIfAny();
        Configuration configuration = new Configuration(
                parties.parties(),
                parties.units(),
                parties.accounts(),
                groups.groups(),
                agreements.agreements(),
                assessments.assessments(),
                assessments.dossiers(),
                assessments.allegations(),
                markings.markings(),
                vocabulary.vocabulary(),
                settings.settings(),
                samples.samples());
        PolicyCheck.check(
                configuration, agreements.files(), asSeenFromHere(directory).toString(), faults);
        faults.throwIfAny();
        return configuration;
    }

    /** Faults name files as the user would type them. */
    private static Path asSeenFromHere(Path directory) {
        Path here = Path.of("").toAbsolutePath();
        Path there = directory.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : directory;
    }
}
