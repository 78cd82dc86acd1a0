package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets a few answers that cost much be worked on at once. Whoever comes beyond is told to come again, rather than that everybody waits. */
public final class FewAtOnce {
    private final Semaphore places;
    private final int share;
    private final ConcurrentHashMap<String, FewAtOnce> shares = new ConcurrentHashMap<>();

    /**
     * @param most at once, in this process
     * @param share at once for one account
     */
    public FewAtOnce(int most, int share) {
        this.places = new Semaphore(most);
        this.share = share;
    }

    /**
     * As many altogether as there are accounts: whether one is refused depends on its own calls alone.
     *
     * @param share at once for one account
     */
    public static FewAtOnce ofEach(int share) {
        return new FewAtOnce(Integer.MAX_VALUE, share);
    }

    private <T> Future<T> run(Supplier<Future<T>> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(new Refusal(Problem.of(
                    Problem.Kind.TOO_MANY, "as many of these as this gateway works on at once are under way")));
        }
        return Future.<Void>succeededFuture().compose(place -> work.get()).onComplete(done -> places.release());
    }

    /**
     * Does it when there is a place and the account has not its whole share, so that nobody, however slow, keeps everybody else out; else
     * refuses it as {@link Problem.Kind#TOO_MANY}.
     */
    public <T> Future<T> run(String account, Supplier<Future<T>> work) {
        return shares.computeIfAbsent(account, first -> new FewAtOnce(share, share))
                .run(() -> run(work));
    }
}
