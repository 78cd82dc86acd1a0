package org.passerelle.platform.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Hint;

class BusTest {
    record Question(int number) {}

    sealed interface Answer {
        record Even(int half) implements Answer {}

        record Odd() implements Answer {}
    }

    private static final Address<Question, Answer> HALVE = new Address<>("halve", Question.class, Answer.class);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMillis(500));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void carriesQuestionsAndAnswers() {
        await(bus.answer(
                HALVE,
                question -> Future.succeededFuture(
                        question.number() % 2 == 0 ? new Answer.Even(question.number() / 2) : new Answer.Odd())));
        assertEquals(new Answer.Even(2), await(bus.ask(HALVE, new Question(4))));
        assertEquals(new Answer.Odd(), await(bus.ask(HALVE, new Question(5))));
    }

    @Test
    void isUnavailableWhenNobodyAnswers() {
        Unavailable fault = assertThrows(Unavailable.class, () -> await(bus.ask(HALVE, new Question(4))));
        assertEquals("halve", fault.what());
    }

    @Test
    void isUnavailableWhenTheAnswererFailsThrowsOrIsSilent() {
        await(bus.answer(HALVE, question -> switch (question.number()) {
            case 0 -> Future.failedFuture("no");
            case 1 -> throw new IllegalStateException("a bug");
            default -> Promise.<Answer>promise().future();
        }));
        for (int number = 0; number < 3; number++) {
            Question question = new Question(number);
            assertThrows(Unavailable.class, () -> await(bus.ask(HALVE, question)));
        }
    }

    @Test
    void isUnavailableWhenAnAnswerIsNotWhatWasAgreed() {
        vertx.eventBus().<Buffer>consumer("halve", message -> message.reply(Buffer.buffer("{\"kind\":\"prime\"}")));
        assertThrows(Unavailable.class, () -> await(bus.ask(HALVE, new Question(4))));
    }

    @Test
    void carriesTheCorrelationThroughEveryQuestionOfARequest() {
        Address<Question, Question> outer = new Address<>("outer", Question.class, Question.class);
        List<String> seen = new CopyOnWriteArrayList<>();
        await(bus.answer(outer, question -> {
            seen.add(Correlation.current().orElseThrow());
            return bus.ask(HALVE, question).map(question);
        }));
        await(bus.answer(HALVE, question -> {
            seen.add(Correlation.current().orElseThrow());
            return Future.succeededFuture(new Answer.Odd());
        }));
        await(bus.ask(outer, new Question(1)));
        await(bus.ask(outer, new Question(2)));
        assertEquals(seen.get(0), seen.get(1));
        assertEquals(seen.get(2), seen.get(3));
        assertNotEquals(seen.get(0), seen.get(2));
        assertEquals(Optional.empty(), Correlation.current());
    }

    @Test
    void wakesListenersByHints() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        await(bus.onHint(Hint.FEED_GREW, woken::release));
        bus.publish(Hint.POLICY_CHANGED);
        bus.publish(Hint.FEED_GREW);
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS));
        assertEquals(0, woken.availablePermits());
    }
}
