package org.passerelle.node.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Settings;

/**
 * {@code agreements/}: one agreement a file.
 *
 * @param files by id of the agreement
 */
record AgreementFiles(List<Agreement> agreements, Map<String, Section> files) {

    static AgreementFiles read(
            ConfigurationDirectory files,
            VocabularyFiles vocabulary,
            PartyFiles parties,
            GroupFile groups,
            Settings settings) {
        List<Agreement> agreements = new ArrayList<>();
        Map<String, Section> read = new HashMap<>();
        ClauseReading clauses = new ClauseReading(vocabulary, parties, groups, settings);
        files.folder("agreements", file -> {
            Agreement agreement = agreement(file, parties, clauses);
            if (read.putIfAbsent(agreement.id(), file) != null) {
                file.fault("id", "agreement \"" + agreement.id() + "\" is defined twice");
            }
            agreements.add(agreement);
        });
        return new AgreementFiles(agreements, read);
    }

    private static Agreement agreement(Section file, PartyFiles parties, ClauseReading reading) {
        String id = file.text("id");
        Map<String, String> titles = PartyFiles.texts(file.section("titles"));
        Set<String> between = file.words("parties", parties.known());
        if (between.size() < 2) {
            file.fault("parties", "an agreement has at least two parties");
        }
        List<Clause> clauses = new ArrayList<>();
        for (Section section : file.sections("clauses")) {
            clauses.add(reading.read(section, id, between));
        }
        Agreement agreement = new Agreement(
                id,
                titles,
                between,
                file.constant("state", AgreementState.class),
                file.number("version"),
                file.date("validFrom"),
                file.date("validUntil"),
                clauses,
                "",
                Map.of(),
                Set.of());
        if (!agreement.validFrom().isBefore(agreement.validUntil())) {
            file.fault("validUntil", "an agreement must end after it begins");
        }
        return agreement;
    }
}
