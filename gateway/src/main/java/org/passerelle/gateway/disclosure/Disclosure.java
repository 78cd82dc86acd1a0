package org.passerelle.gateway.disclosure;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.policy.PolicyLease;
import org.passerelle.platform.bus.Bus;

/**
 * The one way out: gather, decide, record, deliver. What is returned has its durable leaf, written under the policy that decided it;
 * the leaf is the release point (policy, "Revocation is a barrier").
 */
public final class Disclosure {
    private final PolicyLease lease;
    private final Judging judging;
    private final Bus bus;
    private final Clock clock;
    private final Handovers handovers;
    private final Duration window;
    private final Duration patience;

    /**
     * @param window W: time between sending the append and the first byte
     * @param patience how long a request may wait altogether for policy that has moved on
     */
    public Disclosure(
            PolicyLease lease,
            Judging judging,
            Bus bus,
            Clock clock,
            Handovers handovers,
            Duration window,
            Duration patience) {
        this.lease = lease;
        this.judging = judging;
        this.bus = bus;
        this.clock = clock;
        this.handovers = handovers;
        this.window = window;
        this.patience = patience;
    }

    /** Gathers what is asked for and decides it under this very bundle. */
    public interface Gathering {
        Future<List<Judgement>> gather(LeasedBundle leased);
    }

    /**
     * What is told: records, and what is no record.
     *
     * @param judged what of it is not visible stays here
     */
    public record Told(List<Judgement> judged, List<Notice> notices) {
        public Told {
            judged = List.copyOf(judged);
            notices = List.copyOf(notices);
        }
    }

    /** Gathers and decides under this very bundle what is told, notices included. */
    public interface Telling {
        Future<Told> tell(LeasedBundle leased);
    }

    /** Judges under the bundle that it is given. */
    public Judging judging() {
        return judging;
    }

    /** The bundle in force; without one nothing is decided. */
    public Future<LeasedBundle> policy() {
        return lease.current()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new Refusal(Problem.stalePolicy())));
    }

    /** Discloses to the caller what of the gathered it may see, and those notices. */
    public Future<Released> disclose(Caller caller, Ask ask, List<Notice> notices, Gathering gathering) {
        return tell(caller, ask, leased -> gathering.gather(leased).map(judged -> new Told(judged, notices)));
    }

    /** The same, where what else is told is only known with the records. */
    public Future<Released> tell(Caller caller, Ask ask, Telling telling) {
        return attempt(caller, ask, telling, System.nanoTime() + patience.toNanos());
    }

    public Future<Released> disclose(Caller caller, Ask ask, Gathering gathering) {
        return disclose(caller, ask, List.of(), gathering);
    }

    private Future<Released> attempt(Caller caller, Ask ask, Telling telling, long patientUntil) {
        return policy().compose(leased -> judging.stand(leased, caller, ask)
                .compose(stands -> telling.tell(leased))
                .compose(told -> record(leased, caller, ask, told.notices(), told.judged()))
                .compose(recorded -> switch (recorded) {
                    case Recorded.Done(Released released) -> Future.succeededFuture(released);
                    // Decided under a policy that is over: gathered and decided again once the new one is here.
                    case Recorded.Moved(long barrier) ->
                        lease.reach(barrier, Duration.ofNanos(patientUntil - System.nanoTime()))
                                .compose(reached -> attempt(caller, ask, telling, patientUntil));
                }));
    }

    private sealed interface Recorded {
        record Done(Released released) implements Recorded {}

        record Moved(long barrier) implements Recorded {}
    }

    private Future<Recorded> record(
            LeasedBundle leased, Caller caller, Ask ask, List<Notice> notices, List<Judgement> judged) {
        List<Judgement> visible = judged.stream().filter(Judgement::visible).toList();
        Window limit = Window.open(lease, leased.bundle().version(), clock, handovers, window);
        List<Audit.Item> items = Stream.concat(
                        visible.stream().map(Disclosure::item), notices.stream().map(Notice::item))
                .toList();
        if (items.isEmpty()) {
            return Future.succeededFuture(new Recorded.Done(new Released(judged, Optional.empty(), limit)));
        }
        Audit.Append append = new Audit.Append(
                UUID.randomUUID().toString(),
                leased.bundle().version(),
                Decide.RULES,
                caller.party(),
                caller.account().unit(),
                caller.subject(),
                ask.action(),
                ask.purpose(),
                items);
        return bus.ask(Audit.APPEND, append).map(outcome -> switch (outcome) {
            case Audit.AppendOutcome.Appended(String id, var at, String salt) ->
                new Recorded.Done(new Released(judged, Optional.of(new Released.Receipt(id, at, salt)), limit));
            case Audit.AppendOutcome.PolicyMoved(long barrier) -> {
                handovers.overtaken();
                yield new Recorded.Moved(barrier);
            }
        });
    }

    static Audit.Item item(Judgement judgement) {
        // A portion that stays behind has no clause under which anything left, and no originator of whose content did.
        Set<String> leaving = judgement.leaving();
        List<PortionDecision> left = judgement.decision().portions().stream()
                .filter(portion -> leaving.contains(portion.portionId()))
                .toList();
        TreeSet<String> originators = new TreeSet<>();
        for (PortionFacts portion : judgement.record().facts().portions()) {
            if (leaving.contains(portion.id())) {
                portion.label().ifPresent(label -> originators.addAll(label.originators()));
            }
        }
        return new Audit.Item(
                judgement.record().facts().recordId(),
                judgement.record().facts().version(),
                judgement.record().facts().releaser(),
                List.copyOf(originators),
                sorted(left.stream().flatMap(portion -> portion.clause().stream())),
                sorted(left.stream().flatMap(portion -> portion.agreementHash().stream())),
                sorted(left.stream().flatMap(portion -> portion.assessments().stream())),
                judgement.rendered().map(RenderedView::hash).orElseThrow(),
                false,
                judgement.left());
    }

    private static List<String> sorted(Stream<String> names) {
        return names.distinct().sorted().toList();
    }
}
