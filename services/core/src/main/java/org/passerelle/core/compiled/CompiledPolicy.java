package org.passerelle.core.compiled;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.record.RecordFacts;

/**
 * A bundle compiled: sheets by request, made when they are first asked for. A changed bundle takes over what the change does not touch.
 * Safe for use by several threads.
 */
public final class CompiledPolicy {

    /** Requests and profiles that are remembered; more are compiled again when they come back. */
    private static final int REMEMBERED = 1_024;

    private final Interpretation interpretation;
    private final ClassCatalogue catalogue;
    private final Recent<Request, PreparedRequest> requests = new Recent<>(REMEMBERED);
    private final Recent<Profile, Table> tables = new Recent<>(REMEMBERED);

    /** @param catalogue the label classes, which may grow meanwhile */
    public CompiledPolicy(Bundle bundle, ClassCatalogue catalogue) {
        this.interpretation = new Interpretation(bundle);
        this.catalogue = catalogue;
    }

    /** The bundle that this was compiled from. */
    public Bundle bundle() {
        return interpretation.bundle();
    }

    /** The changed bundle, compiled; what the change cannot touch is taken over. */
    public CompiledPolicy next(Bundle changed) {
        CompiledPolicy next = new CompiledPolicy(changed, catalogue);
        PolicyChange change = PolicyChange.between(bundle(), changed);
        tables.forEach(
                (profile, table) -> next.tables.put(profile, table.keeping(entry -> !change.touches(entry.grounds()))));
        return next;
    }

    /** As {@code Decide.decide}, the clauses found by index; throws {@link IllegalArgumentException} for another bundle. */
    public Decision decide(LeasedBundle leased, Request request, RecordFacts record, Instant at) {
        return interpretation.decide(own(leased), request, record, at);
    }

    /** A request that will be asked again and again. */
    public PreparedRequest prepare(Request request) {
        PreparedRequest known = requests.get(request);
        if (known == null) {
            known = new PreparedRequest(this, request);
            requests.put(request, known);
        }
        return known;
    }

    /** The sheet for a request; without a lease in force it refuses. Throws {@link IllegalArgumentException} for another bundle. */
    public Sheet sheet(LeasedBundle leased, Request request, Instant at) {
        return prepare(request).sheet(leased, at);
    }

    // The very bundle, not its like: comparing thousands of agreements each time would be no lookup.
    @SuppressWarnings("ReferenceEquality")
    LeasedBundle own(LeasedBundle leased) {
        if (leased.bundle() != interpretation.bundle()) {
            throw new IllegalArgumentException("compiled from another bundle");
        }
        return leased;
    }

    /** A new sheet, as the request stands now. */
    Sheet open(LeasedBundle leased, Request request, Instant at) {
        var refused = interpretation.standing(leased, request, at);
        Table table = refused.isPresent() ? new Table() : table(Profile.of(request, interpretation.account(request)));
        return new Sheet(request, interpretation, table, catalogue, refused);
    }

    private Table table(Profile profile) {
        @Nullable Table known = tables.get(profile);
        if (known == null) {
            known = new Table();
            tables.put(profile, known);
        }
        return known;
    }

    /** For how long a request stands as it does: whether MATCH is allowed hangs on agreements in force; the other request gates read nothing that is dated. */
    Validity validity(Request request, Instant at) {
        Validity validity = Validity.ALWAYS;
        if (request.action() == Action.MATCH) {
            for (Instant change : interpretation.agreementDates()) {
                validity = validity.cut(change, at);
            }
        }
        return validity;
    }
}
