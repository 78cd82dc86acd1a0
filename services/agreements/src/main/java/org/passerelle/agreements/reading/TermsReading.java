package org.passerelle.agreements.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;

/** The terms of an agreement; whoever has an outermost section of more keys than these asks for them first. */
public final class TermsReading {
    private final Known known;
    private final ClauseReading clauses;

    /** @param clauseId the id of a clause, from the name that the text gives it */
    public TermsReading(Known known, UnaryOperator<String> clauseId) {
        this.known = known;
        this.clauses = new ClauseReading(known, clauseId);
    }

    /** Unsigned terms of an agreement; what is at fault reads as empty. */
    public Agreement read(Section section, String id, AgreementState state, int version) {
        Map<String, String> titles = texts(section.section("titles"));
        Set<String> between = section.words("parties", known.partyWords());
        if (between.size() < 2) {
            section.fault("parties", "an agreement has at least two parties");
        }
        List<Clause> read = new ArrayList<>();
        for (Section clause : section.sections("clauses")) {
            read.add(clauses.read(clause, id, between));
        }
        Agreement agreement = new Agreement(
                id,
                titles,
                between,
                state,
                version,
                section.date("validFrom"),
                section.date("validUntil"),
                section.optionalDuration("noticePeriod"),
                read,
                "",
                Map.of(),
                Set.of());
        if (!agreement.validFrom().isBefore(agreement.validUntil())) {
            section.fault("validUntil", "an agreement must end after it begins");
        }
        return agreement;
    }

    /** Texts by language; English is the one that must be there. */
    public static Map<String, String> texts(Section names) {
        Map<String, String> texts = new HashMap<>();
        texts.put("en", names.text("en"));
        names.optionalText("fr").ifPresent(text -> texts.put("fr", text));
        names.optionalText("ar").ifPresent(text -> texts.put("ar", text));
        names.end();
        return texts;
    }
}
