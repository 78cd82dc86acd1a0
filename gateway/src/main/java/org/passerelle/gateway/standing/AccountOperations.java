package org.passerelle.gateway.standing;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing;
import org.passerelle.core.message.Standing.ListedAccount;
import org.passerelle.core.party.Account;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Reasons;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** Offboards accounts, and shows them with how far Keycloak has followed. */
public final class AccountOperations {
    private AccountOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(new Offboard(bus), new ListAccounts(bus), new ListDifferences(bus));
    }

    private record Offboard(Bus bus) implements Operation {
        @Override
        public String id() {
            return "offboardAccount";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Standing.Offboard ask =
                    new Standing.Offboard(call.path("id"), call.caller().subject(), Reasons.read(call.body()));
            return bus.ask(Standing.OFFBOARD, ask, Policy.PATIENCE).map(StandingOperations::changed);
        }
    }

    private record ListAccounts(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAccounts";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Standing.ListAccounts ask =
                    new Standing.ListAccounts(call.path("id"), call.caller().subject());
            return bus.ask(Standing.ACCOUNTS, ask)
                    .map(list -> list.accounts().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                    .map(accounts -> Answer.json(
                            200,
                            Map.of(
                                    "accounts",
                                    accounts.stream()
                                            .map(AccountOperations::json)
                                            .toList())));
        }
    }

    private record ListDifferences(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listSignInDifferences";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Standing.DRIFT, new Standing.AskDrift(call.caller().subject()))
                    .map(drift -> drift.differences().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                    .map(differences -> Answer.json(
                            200,
                            Map.of(
                                    "differences",
                                    new TreeMap<>(differences)
                                            .entrySet().stream()
                                                    .map(each ->
                                                            Map.of("signIn", each.getKey(), "kind", each.getValue()))
                                                    .toList())));
        }
    }

    private static Map<String, Object> json(ListedAccount listed) {
        Account account = listed.account();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id());
        json.put("kind", word(account.kind()));
        json.put("name", account.name());
        json.put("party", account.party());
        account.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("roles", new TreeSet<>(account.roles()));
        json.put("clearance", account.clearance().number());
        json.put("enabled", account.enabled());
        json.put("signIn", word(listed.signIn()));
        listed.departure().ifPresent(gone -> json.put("offboarded", gone));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
