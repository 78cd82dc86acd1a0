package org.passerelle.core.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** What enters. Never downgraded: above the hosting ceiling it is rejected, under suspicion it is quarantined. */
public final class Admit {

    private Admit() {}

    /**
     * Judges a submission by its overall label and machine tags; throws {@link IllegalArgumentException} for an account that is not
     * known, which no request gate lets through.
     */
    public static Admission admit(Bundle bundle, String account, Label overall, Set<String> tags, Instant at) {
        Level ceiling = hostingCeiling(bundle, account);
        if (!overall.level().atMost(ceiling)) {
            return new Admission.Reject(overall.level(), ceiling);
        }
        if (overall.flags().contains(bundle.settings().mistreatmentFlag())) {
            return new Admission.Quarantine("possibly obtained by mistreatment");
        }
        return tags.stream()
                .filter(tag -> blocked(bundle.vocabulary(), tag))
                .sorted()
                .findFirst()
                .<Admission>map(tag -> new Admission.Quarantine("blocked inbound: " + tag))
                .orElseGet(Admission.Accept::new);
    }

    private static Level hostingCeiling(Bundle bundle, String id) {
        return Optional.ofNullable(bundle.accounts().get(id))
                .map(Account::party)
                .map(bundle.parties()::get)
                .map(Party::hostingCeiling)
                .orElseThrow(() -> new IllegalArgumentException("the account or its party is not known"));
    }

    /** A tag outside its vocabulary is blocked as well: nobody can tell what it means. */
    private static boolean blocked(Vocabulary vocabulary, String tag) {
        int equals = tag.indexOf('=');
        Vocabulary.Predicate predicate = vocabulary.tags().get(equals < 0 ? tag : tag.substring(0, equals));
        return predicate == null
                || !vocabulary.knows(tag)
                || (equals >= 0 && predicate.blockedInbound().contains(unquoted(tag.substring(equals + 1))));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
