package org.passerelle.node.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.agreements.reading.Known;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.TermsReading;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
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
        Known known = new Known(
                vocabulary.vocabulary(), parties.parties(), parties.units(), groups.groups(), settings, files.now());
        TermsReading terms = new TermsReading(known, name -> name);
        files.folder("agreements", file -> {
            Agreement agreement = terms.read(
                    file, file.text("id"), file.constant("state", AgreementState.class), file.number("version"));
            if (read.putIfAbsent(agreement.id(), file) != null) {
                file.fault("id", "agreement \"" + agreement.id() + "\" is defined twice");
            }
            agreements.add(agreement);
        });
        return new AgreementFiles(agreements, read);
    }
}
