package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.platform.json.Json;

/** Whoever may rule, ruling what waits: of some records everything is allowed for a time, of others refused, and of the rest left open. */
final class Rulings {
    private static final List<String> RULERS = List.of(
            "minusma.officer",
            "minusma.focal-point",
            "minusma.approver",
            "minusma.second-approver",
            "unodc.officer",
            "unodc.focal-point",
            "unodc.approver",
            "unowa.officer",
            "unowa.approver",
            "ohchr.officer",
            "french.officer",
            "french.approver");

    private final House house;

    Rulings(House house) {
        this.house = house;
    }

    /** @param until what is allowed is allowed for so long */
    void rule(List<Foreseen> foreseen, Instant until) {
        house.awaitHolds(held(foreseen));
        Map<String, Integer> places = new HashMap<>();
        for (String ruler : RULERS) {
            for (JsonNode hold : Json.tree(house.get(ruler, "/holds").body()).path("items")) {
                int place = places.computeIfAbsent(hold.path("record").asText(), record -> places.size());
                if (place % 4 < 3) {
                    String ruling = "{\"allow\":%s,\"reason\":\"as agreed\",\"expiresAt\":\"%s\"}"
                            .formatted(place % 4 < 2, until.truncatedTo(ChronoUnit.SECONDS));
                    HttpResponse<String> answer =
                            house.post(ruler, "/holds/" + hold.path("id").asText() + "/rulings", ruling);
                    assertEquals(201, answer.statusCode(), answer.body());
                }
            }
        }
    }

    /** For whom, how and for what each record waits. */
    private Set<House.Hold> held(List<Foreseen> foreseen) {
        Bundle bundle = house.policy().bundle();
        Set<House.Hold> held = new HashSet<>();
        for (Foreseen one : foreseen) {
            one.outcomes().forEach((asked, outcome) -> {
                if (outcome.held()) {
                    String party = Objects.requireNonNull(bundle.accounts().get(asked.account()))
                            .party();
                    held.add(new House.Hold(one.record(), party, asked.action().name(), asked.purpose()));
                }
            });
        }
        return held;
    }
}
