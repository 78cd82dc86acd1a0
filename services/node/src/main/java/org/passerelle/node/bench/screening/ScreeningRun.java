package org.passerelle.node.bench.screening;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.passerelle.core.names.Name;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListMatcher;

/** Screens drawn persons against a list, and measures. */
final class ScreeningRun {
    private final ListMatcher matcher;
    private final List<PersonDraw.Person> persons;

    ScreeningRun(List<ListEntry> entries, double threshold, List<PersonDraw.Person> persons) {
        this.matcher = ListMatcher.of(entries, threshold);
        this.persons = List.copyOf(persons);
    }

    /** Names that are screened against, aliases included. */
    int names() {
        return matcher.size();
    }

    /**
     * A full screening: every person's name is read and compared.
     *
     * @param seconds from the first name to the last answer
     * @param hits persons and entries that may be the same
     */
    record Full(double seconds, long hits) {}

    Full full(int threads) throws InterruptedException {
        long begin = System.nanoTime();
        long hits = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Callable<Long>> shares = IntStream.range(0, threads)
                    .<Callable<Long>>mapToObj(share -> () -> screen(share, threads))
                    .toList();
            for (Future<Long> share : workers.invokeAll(shares)) {
                hits += share.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
        return new Full((System.nanoTime() - begin) / 1e9, hits);
    }

    private long screen(int share, int threads) {
        long hits = 0;
        for (int at = share; at < persons.size(); at += threads) {
            hits += screen(persons.get(at));
        }
        return hits;
    }

    private int screen(PersonDraw.Person person) {
        return matcher.hits(Name.of(person.name()), person.evidence()).size();
    }

    /** Times of single questions in nanoseconds, sorted; the first {@code warmUp} are asked but not counted. */
    long[] single(int warmUp, int counted) {
        for (int at = 0; at < warmUp; at++) {
            screen(persons.get(at % persons.size()));
        }
        long[] times = new long[counted];
        for (int at = 0; at < counted; at++) {
            long begin = System.nanoTime();
            screen(persons.get((warmUp + at) % persons.size()));
            times[at] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times;
    }
}
