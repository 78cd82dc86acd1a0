package org.passerelle.node.noninterference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.passerelle.core.party.Account;

/**
 * Compares what recipients are answered before and after something happened that none of them may see: two stores that differ in nothing
 * else. Each change is a pair for every recipient from whom it is hidden.
 */
final class Noninterference {
    private static final List<String> RECIPIENTS = List.of(
            "unowa-system",
            "unodc-system",
            "panel-system",
            "eucap-system",
            "french-system",
            "mali-bn33-system",
            "jaitf-bamako-system",
            "niger-police-system",
            "unowa.officer",
            "ohchr.officer");
    private static final int QUESTIONS = 2;

    /** One question in so many is new. */
    private static final List<Integer> NEW = List.of(0, 1, 2);

    /** Two in so many are previews. */
    private static final List<Integer> PREVIEWS = IntStream.range(0, 20).boxed().toList();

    private final House house;
    private final Store store;
    private final Sight sight;
    private final Random random;
    private final List<Recipient> recipients = new ArrayList<>();
    private final AtomicLong pairs = new AtomicLong();
    private final AtomicLong comparisons = new AtomicLong();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    Noninterference(House house, long seed) {
        this.house = house;
        this.store = new Store(house, seed);
        this.sight = new Sight(house);
        this.random = new Random(seed);
        RECIPIENTS.forEach(account -> recipients.add(recipient(account)));
    }

    /** Somebody who asks, with the answers that they got since they last saw something new. */
    private record Recipient(String account, List<String> purposes, Map<Asked, String> answers, Set<String> met) {}

    private record Asked(String purpose, String question) {}

    private Recipient recipient(String id) {
        Account account = house.policy().bundle().accounts().get(id);
        if (account == null) {
            throw new IllegalStateException("no account " + id);
        }
        return new Recipient(
                id,
                account.purposes().stream().sorted().toList(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet());
    }

    /** How many pairs were compared. */
    long pairs() {
        return pairs.get();
    }

    /** How many answers were compared. */
    long comparisons() {
        return comparisons.get();
    }

    /** How often something became a tear-line, or ceased to be one. */
    int tearLines() {
        return store.tearLines();
    }

    /** Answers that told of what was hidden. */
    Collection<String> violations() {
        return violations;
    }

    /** Fills the store with this many records. */
    void fill(int records) {
        for (int i = 0; i < records; i++) {
            String id = store.submit().record();
            Map<String, Set<Sight.Seen>> seen = sight.of(id, RECIPIENTS);
            recipients.stream()
                    .filter(recipient ->
                            !seen.getOrDefault(recipient.account(), Set.of()).isEmpty())
                    .forEach(recipient -> recipient.met().add(id));
        }
        house.settle();
    }

    /** Something happens; whoever may not see it is answered as before. */
    void step() {
        Map<Recipient, List<Asked>> asked =
                recipients.parallelStream().collect(Collectors.toMap(recipient -> recipient, this::askBefore));
        Map<String, Map<String, Set<Sight.Seen>>> known = new ConcurrentHashMap<>();
        Store.Change change = store.change(record -> known.put(record, sight.of(record, RECIPIENTS)));
        house.settle();
        Map<String, Set<Sight.Seen>> before = known.getOrDefault(change.record(), Map.of());
        Map<String, Set<Sight.Seen>> after = sight.of(change.record(), RECIPIENTS);
        recipients.parallelStream().forEach(recipient -> {
            Set<Sight.Seen> seenBefore = before.getOrDefault(recipient.account(), Set.of());
            Set<Sight.Seen> seenAfter = after.getOrDefault(recipient.account(), Set.of());
            boolean invisible = seenBefore.isEmpty() && seenAfter.isEmpty();
            if (hidden(change, recipient, seenBefore, seenAfter)) {
                pairs.incrementAndGet();
                asked.getOrDefault(recipient, List.of()).forEach(question -> compare(change, recipient, question));
                if (invisible && !recipient.met().contains(change.record())) {
                    compareWithAbsent(change, recipient);
                }
            } else {
                recipient.answers().clear();
            }
            if (!invisible) {
                recipient.met().add(change.record());
            }
        });
    }

    /**
     * A change of the whole is hidden from who never saw any of it; one of a field from who does not see that, and sees of the rest what they
     * saw: what was sent again may have become another's content meanwhile.
     */
    private static boolean hidden(
            Store.Change change, Recipient recipient, Set<Sight.Seen> before, Set<Sight.Seen> after) {
        return change.fields().isEmpty()
                ? before.isEmpty() && after.isEmpty() && !recipient.met().contains(change.record())
                : before.equals(after) && before.stream().map(Sight.Seen::field).noneMatch(change.fields()::contains);
    }

    private List<Asked> askBefore(Recipient recipient) {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            Asked question = next(recipient);
            recipient
                    .answers()
                    .computeIfAbsent(
                            question,
                            missing -> new Doors(house, recipient.account(), missing.purpose())
                                    .answer(missing.question()));
            asked.add(question);
        }
        return asked;
    }

    // Mostly what was answered since they last saw something new: the answer of then has to hold still, and is had
    // already.
    private Asked next(Recipient recipient) {
        List<Asked> answered = List.copyOf(recipient.answers().keySet());
        if (!answered.isEmpty() && one(NEW) > 0) {
            return one(answered);
        }
        String purpose = one(recipient.purposes());
        return new Asked(purpose, question(new Doors(house, recipient.account(), purpose)));
    }

    private String question(Doors doors) {
        return switch (one(PREVIEWS)) {
            case 0 -> Doors.PREVIEW + store.likely(true);
            case 1 -> Doors.PREVIEW + store.likely(false);
            default -> one(doors.questions());
        };
    }

    private synchronized <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void compare(Store.Change change, Recipient recipient, Asked asked) {
        String before = recipient.answers().getOrDefault(asked, "");
        String after = new Doors(house, recipient.account(), asked.purpose()).answer(asked.question());
        same(change, recipient, asked.purpose() + " " + asked.question(), before, after);
    }

    private void compareWithAbsent(Store.Change change, Recipient recipient) {
        Doors doors = new Doors(house, recipient.account(), one(recipient.purposes()));
        String never = UUID.randomUUID().toString();
        String question = one(doors.ofRecord(store.attachment(change.record()).orElse(never)));
        Doors.Attempt attempt = one(List.of(Doors.Attempt.values()));
        same(
                change,
                recipient,
                "/records/<id>" + question,
                doors.answer(question, never),
                doors.answer(question, change.record()));
        same(change, recipient, attempt.name(), doors.attempt(attempt, never), doors.attempt(attempt, change.record()));
    }

    private void same(Store.Change change, Recipient recipient, String question, String before, String after) {
        comparisons.incrementAndGet();
        if (!before.equals(after)) {
            violations.add("%s, %s %s, to %s:%n%s%n--- and then%n%s"
                    .formatted(question, change.what(), change.record(), recipient.account(), before, after));
        }
    }
}
