package org.passerelle.node.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Dossier;

/**
 * Everything that seeds an empty database, checked.
 *
 * @param agreements unsigned; the demo's parties sign them at seeding
 * @param dossiers what assessments rest on, by id of the assessment
 * @param samples records to submit through the gateway once it runs
 */
public record Configuration(
        Map<String, Party> parties,
        Map<String, Unit> units,
        Map<String, Account> accounts,
        Map<String, Group> groups,
        List<Agreement> agreements,
        List<Assessment> assessments,
        Map<String, Dossier> dossiers,
        List<Allegation> allegations,
        Markings markings,
        Vocabulary vocabulary,
        Settings settings,
        List<Sample> samples) {

    /**
     * A sample record.
     *
     * @param name file name without ending; part of the idempotency key, so that it is submitted once
     * @param submitter account that submits it
     * @param body what is sent, as it stands in the file
     */
    public record Sample(String name, String submitter, JsonNode body) {}

    public Configuration {
        parties = Map.copyOf(parties);
        units = Map.copyOf(units);
        accounts = Map.copyOf(accounts);
        groups = Map.copyOf(groups);
        agreements = List.copyOf(agreements);
        assessments = List.copyOf(assessments);
        dossiers = Map.copyOf(dossiers);
        allegations = List.copyOf(allegations);
        samples = List.copyOf(samples);
    }
}
