package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.message.Imports;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.platform.bus.Bus;

/** The OpenAPI file takes the mappings that the gateway takes, and refuses those of which it refuses the shape. */
class ImportMappingContractTest {
    private static final Path SAMPLES = Path.of("..", "docs", "mappings");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(1));
        RunningGateway.await(bus.answer(
                Imports.OPEN,
                order -> Future.succeededFuture(new Imports.Job(
                        "job",
                        order.party(),
                        order.subject(),
                        order.name(),
                        order.format(),
                        order.mapping(),
                        order.mapping().map(Formats::digest),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        0,
                        0))));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            csv     | true  | {"columns":{"where":{"to":"country"}}}
            geojson | true  | {"columns":{"where":{"to":"country","values":{"Mali":"ML"},"otherwise":"NE"}},"ignore":["x"]}
            csv     | true  | {"columns":{"a":{"to":"details.mode","as":"text","before":"by "}},"delimiter":";","skipRows":20,"encoding":"windows-1252"}
            csv     | true  | {"columns":{"a":{"to":"portions.body","label":{"marking":"UN CONFIDENTIAL"}}},"key":["a"],"constants":{"type":"incident"}}
            csv     | true  | {"columns":{"a":{"to":"label.marking","values":{"S":"UN CONFIDENTIAL"}},"b":{"to":"label.tlp"},"c":{"to":"label.releasableTo","separator":";"},"d":{"to":"label.compartments"}}}
            csv     | false | {"columns":{"a":{"to":"label.level"}}}
            stix    | true  | {}
            misp    | true  | {"language":"en","label":{"tlp":"AMBER"},"markings":{"x":{"marking":"UN CONFIDENTIAL","tlp":"AMBER+STRICT"},"y":{}}}
            csv     | false | {"columns":{}}
            csv     | false | {"columns":{"where":{"to":"nowhere"}}}
            csv     | false | {"columns":{"where":{"to":"details."}}}
            csv     | false | {"columns":{"where":{"as":"text"}}}
            csv     | false | {"columns":{"where":{"to":"country","as":"word"}}}
            csv     | false | {"columns":{"where":{"to":"country","values":{"Mali":1}}}}
            csv     | false | {"columns":{"where":{"to":"country","form":"x"}}}
            csv     | true  | {"columns":{"where":{"to":"country"}},"delimiter":"\\t"}
            csv     | false | {"columns":{"where":{"to":"country"}},"delimiter":";;"}
            csv     | false | {"columns":{"where":{"to":"country"}},"delimiter":" "}
            csv     | false | {"columns":{"where":{"to":"country"}},"delimiter":"\\""}
            csv     | false | {"columns":{"where":{"to":"country"}},"encoding":"latin"}
            csv     | false | {"columns":{"where":{"to":"country"}},"skipRows":21}
            csv     | false | {"columns":{"where":{"to":"country"}},"skipRows":"1"}
            csv     | true  | {"columns":{"where":{"to":"country"}},"skipRows":1,"skipRowsLike":"#"}
            csv     | false | {"columns":{"where":{"to":"country"}},"skipRows":1,"skipRowsLike":["#"]}
            csv     | false | {"columns":{"where":{"to":"country"}},"skipRows":1,"skipRowsLike":""}
            csv     | false | {"columns":{"where":{"to":"country"}},"key":"where"}
            csv     | false | {"columns":{"where":{"to":"country"}},"constants":[]}
            csv     | false | {"columns":{"where":{"to":"country"}},"constants":{"details":[]}}
            csv     | false | {"columns":{"where":{"to":"country"}},"constants":{"portions":{}}}
            csv     | false | {"columns":{"when":{"to":"eventTime","format":"dd/MM/yy"}}}
            csv     | true  | {"columns":{"when":{"to":"eventTime","format":"'yy' dd/MM/yyyy"}}}
            csv     | false | {"columns":{"where":{"to":"country"}},"language":"en"}
            stix    | false | {"language":"eng"}
            stix    | false | {"label":"UN CONFIDENTIAL"}
            misp    | false | {"markings":{"x":{"tlp":"PINK"}}}
            misp    | false | {"markings":{"x":{"mark":"UN CONFIDENTIAL"}}}
            misp    | false | {"markings":[]}
            """)
    void bothJudgeAMappingAlike(String format, boolean taken, String mapping) {
        assertEquals(taken, contract.takes("openImport", order(format, mapping)), "the file");
        HttpResponse<String> answer =
                gateway.post("lake.officer", "/imports", order(format, mapping).encode());
        assertEquals(taken ? 202 : 422, answer.statusCode(), answer::body);
    }

    @Test
    void theSamplesAreTaken() throws IOException {
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            List<Path> mappings =
                    samples.filter(file -> file.toString().endsWith(".json")).toList();
            assertTrue(mappings.size() > 1, mappings::toString);
            for (Path mapping : mappings) {
                assertTrue(contract.takes("openImport", order("csv", Files.readString(mapping))), mapping::toString);
            }
        }
    }

    private static JsonObject order(String format, String mapping) {
        return new JsonObject()
                .put("name", "x")
                .put("format", format)
                .put("digest", "0".repeat(64))
                .put("mapping", new JsonObject(mapping));
    }
}
