package org.passerelle.gateway.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.text.AgreementText;
import org.passerelle.core.agreement.text.Examples;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.explanation.Language;
import org.passerelle.gateway.edge.Refusal;

/** Whoever asks for too much at once is told to come again, and harms nobody. */
final class PdfPressTest {
    private static final LegalText TEXT = AgreementText.of(Examples.full(), Language.EN);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void printsTenAtMostAndThenAgain() throws Exception {
        PdfPress press = new PdfPress(vertx);
        List<Future<Buffer>> all = IntStream.range(0, 30)
                .mapToObj(i -> press.admit("account-" + i % 10, place -> place.print(TEXT, Instant.EPOCH)))
                .toList();
        Future.join(all)
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
        all.stream().filter(Future::failed).forEach(refused -> assertInstanceOf(Refusal.class, refused.cause()));
        assertEquals(10, all.stream().filter(Future::succeeded).count());
        assertEquals(
                1,
                all.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .distinct()
                        .count());
        Buffer later = press.admit("account-0", place -> place.print(TEXT, Instant.EPOCH))
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertTrue(later.length() > 10_000);
    }

    @Test
    void ofOneAccountAFewWaitAndLeaveRoomForOthers() throws Exception {
        PdfPress press = new PdfPress(vertx);
        List<Future<Buffer>> theirs = IntStream.range(0, 30)
                .mapToObj(i -> press.admit("greedy", place -> place.print(TEXT, Instant.EPOCH)))
                .toList();
        Future<Buffer> other = press.admit("other", place -> place.print(TEXT, Instant.EPOCH));
        other.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        Future.join(theirs)
                .otherwiseEmpty()
                .toCompletionStage()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
        assertEquals(3, theirs.stream().filter(Future::succeeded).count());
    }
}
