package org.passerelle.benchmarks.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.party.Account;

/** Requests of every account for each of its purposes: hundreds of profiles. */
final class RequestDraw {
    private final Draw draw;
    private final Bundle bundle;

    RequestDraw(Draw draw, Bundle bundle) {
        this.draw = draw;
        this.bundle = bundle;
    }

    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        bundle.accounts().values().stream()
                .sorted(Comparator.comparing(Account::id))
                .forEach(account -> account.purposes().stream()
                        .sorted()
                        .forEach(purpose -> requests.add(request(account, purpose))));
        return requests;
    }

    private Request request(Account account, String purpose) {
        return new Request(
                account.id(),
                draw.percent(70) ? Strength.SENDER_CONSTRAINED : Strength.SECOND_FACTOR,
                draw.percent(80) ? Action.READ : Action.EXPORT,
                purpose,
                Set.of());
    }
}
