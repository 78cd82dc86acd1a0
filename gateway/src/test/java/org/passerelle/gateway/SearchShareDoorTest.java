package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.world.World;

/** No account has more searches under way than its share, however long they take, and nobody else waits for them. */
class SearchShareDoorTest {
    private static final String SEARCH = "/records?purpose=" + Exports.PURPOSE;
    private static final String OTHER = "river.officer";
    private static final int SHARE = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, World::exporting);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void anAccountHasAShareAndTheirFilesAndAllOthersGoOn() throws Exception {
        KeptContract contract = new KeptContract(gateway);
        String export = Exports.order(gateway, Map.of());
        // What is done for the first time takes longer than a question may.
        assertEquals(200, search(Exports.EXPORTER));
        assertEquals(200, search(OTHER));
        assertEquals(200, page(export));
        int before = gateway.answers.localTags.size();
        Promise<Void> searching = Promise.promise();
        gateway.answers.searching = searching.future();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> first = IntStream.range(0, SHARE)
                    .mapToObj(each -> callers.submit(() -> search(Exports.EXPORTER)))
                    .toList();
            RunningGateway.until(() -> gateway.answers.localTags.size() == before + SHARE);
            gateway.answers.searching = io.vertx.core.Future.succeededFuture();
            HttpResponse<String> beyond = gateway.get(Exports.EXPORTER, SEARCH);
            assertEquals(200, page(export), "a file has its own");
            assertEquals(200, search(OTHER));
            searching.complete();
            for (Future<Integer> each : first) {
                assertEquals(200, each.get());
            }
            contract.keeps("searchRecords", 429, beyond);
        }
        assertEquals(200, search(Exports.EXPORTER), "there is a place again");
    }

    private int search(String account) {
        return gateway.get(account, SEARCH).statusCode();
    }

    private int page(String export) {
        return Exports.page(gateway, export, 10, Optional.empty()).statusCode();
    }
}
