package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Searches;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/**
 * The operations on searches that somebody has named: their own, whoever else asks finds none. A named search finds nothing by itself: it is
 * decided each time it is run, as if it had been typed.
 */
final class SearchOperations {
    private static final int LONGEST_NAME = 100;

    private SearchOperations() {}

    static List<Operation> of(Bus bus, Disclosure disclosure) {
        return List.of(new ListSearches(bus), new SaveSearch(bus, disclosure), new DeleteSearch(bus));
    }

    private record ListSearches(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listSearches";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Searches.LIST, new Searches.SearchesOf(call.caller().subject()))
                    .map(list -> Answer.json(
                            200,
                            Map.of(
                                    "items",
                                    list.searches().stream()
                                            .map(SearchOperations::json)
                                            .toList())));
        }
    }

    private record SaveSearch(Bus bus, Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "saveSearch";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure.policy().compose(leased -> save(call, leased)).map(outcome -> switch (outcome) {
                case Searches.SaveOutcome.Stored(Searches.Saved search) ->
                    Answer.json(201, json(search)).header("Location", "/api/v1/searches/" + search.id());
                case Searches.SaveOutcome.TooMany(int most) ->
                    throw new Refusal(Problem.of(
                            Problem.Kind.CONFLICT,
                            "you keep " + most + " searches; delete one before you save another"));
            });
        }

        private Future<Searches.SaveOutcome> save(Call call, LeasedBundle leased) {
            SearchWords words = SearchWords.of(leased.bundle());
            Searches.Save save = Bodies.read(call.body(), Set.of("name", "query"), fields -> {
                List.of("name", "query").forEach(fields::require);
                return new Searches.Save(
                        call.caller().subject(),
                        fields.text("name", LONGEST_NAME).orElse(""),
                        fields.object("query", SearchFilter.PARAMETERS)
                                .map(query -> query(query, words))
                                .orElse(Map.of()));
            });
            String purpose = Objects.requireNonNull(save.query().get("purpose"));
            return disclosure
                    .judging()
                    .stand(leased, call.caller(), Custody.read(purpose))
                    .compose(stands -> bus.ask(Searches.SAVE, save));
        }
    }

    /** Read as the search door reads it; a fault stands at its member. */
    private static Map<String, String> query(Fields fields, SearchWords words) {
        Map<String, String> query = SearchFilter.members(fields, SearchFilter.PARAMETERS);
        SearchFilter.read(fields, query, words);
        return query;
    }

    private record DeleteSearch(Bus bus) implements Operation {
        @Override
        public String id() {
            return "deleteSearch";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Searches.DELETE, new Searches.Delete(call.caller().subject(), call.path("id")))
                    .map(deleted -> {
                        if (!deleted.there()) {
                            throw new Refusal(Problem.Kind.NOT_FOUND);
                        }
                        return Answer.empty(204);
                    });
        }
    }

    private static Map<String, Object> json(Searches.Saved search) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", search.id());
        json.put("name", search.name());
        json.put("query", new TreeMap<>(search.query()));
        json.put("at", search.at());
        return json;
    }
}
