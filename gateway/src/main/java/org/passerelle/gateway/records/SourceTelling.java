package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a submitter from which records that they may read a submission derives. That a record which it cites is there, and that it equals one
 * which its submitter never named, is a disclosure of that record, by whatever answer: that it is stored, and that it is refused for anything
 * else. So it is recorded before there is any answer.
 */
public final class SourceTelling {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTelling.class);

    /** Records in one leaf. */
    private static final int MOST_TOGETHER = 200;

    private final Disclosure disclosure;
    private final Custody custody;
    private final Clock clock;

    public SourceTelling(Disclosure disclosure, Custody custody, Clock clock) {
        this.disclosure = disclosure;
        this.custody = custody;
        this.clock = clock;
    }

    /**
     * Before anything is said of a submission. Fails where what it cites cannot be recorded, so that nothing is stored; what it equals without
     * citing it keeps nobody from submitting, and is then not told.
     *
     * @param further records that only a refusal would name
     */
    Future<ToldSources> ofTaken(Caller caller, List<Citations.Resolved> portions, Set<String> further) {
        Set<String> cited = cited(portions);
        cited.addAll(further);
        Set<String> named = named(portions);
        named.addAll(cited);
        Future<ToldSources> recorded = ofReadable(caller, named);
        return (cited.isEmpty() ? recorded.recover(SourceTelling::withheld) : recorded)
                .map(told -> required(told, cited))
                .map(told -> whole(told, named));
    }

    /**
     * Before anything is said of what cites these, where the answer names none of them. Fails where that cannot be recorded.
     *
     * @param shown further records of which faults may tell; those that may be read no longer have no leaf
     */
    public Future<Void> ofCited(Caller caller, Set<String> cited, Set<String> shown) {
        List<String> named = new ArrayList<>(new TreeSet<>(cited));
        shown.stream().filter(id -> !cited.contains(id)).sorted().forEach(named::add);
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < named.size(); from += MOST_TOGETHER) {
            Set<String> some = new TreeSet<>(named.subList(from, Math.min(named.size(), from + MOST_TOGETHER)));
            Set<String> required = new TreeSet<>(some);
            required.retainAll(cited);
            all = all.compose(before -> ofReadable(caller, some))
                    .map(told -> required(told, required))
                    .mapEmpty();
        }
        return all;
    }

    /**
     * What was recorded before, or recorded anew where its time is over. Never fails: what is stored is stored, and its submitter can read of it
     * what is not told here.
     */
    Future<ToldSources> ofStored(Caller caller, List<Citations.Resolved> portions, ToldSources before) {
        return again(caller, portions, before).recover(SourceTelling::withheld).map(ToldSources::leaving);
    }

    /** The same of what is not stored; fails where it cannot be recorded. */
    public Future<ToldSources> ofDraft(Caller caller, Intake.Taken taken) {
        return again(caller, taken.resolved(), taken.sources())
                .compose(told -> told.recorded()
                        ? Future.succeededFuture(told)
                        : Future.failedFuture(new Refusal(Problem.stalePolicy())));
    }

    private Future<ToldSources> again(Caller caller, List<Citations.Resolved> portions, ToldSources before) {
        Set<String> named = named(portions);
        return before.open()
                ? Future.succeededFuture(before)
                : ofReadable(caller, named).map(told -> whole(told, named));
    }

    private static Future<ToldSources> withheld(Throwable failure) {
        LOG.warn("the sources of a submission are not told: {}", failure.getMessage());
        return Future.succeededFuture(ToldSources.NOT_RECORDED);
    }

    private static Set<String> cited(List<Citations.Resolved> portions) {
        Set<String> cited = new TreeSet<>();
        portions.forEach(portion -> cited.addAll(portion.cited()));
        return cited;
    }

    private static Set<String> named(List<Citations.Resolved> portions) {
        Set<String> named = new TreeSet<>();
        portions.forEach(portion -> named.addAll(portion.readable()));
        return named;
    }

    /** What could be read a moment ago and cannot any more has no leaf: decided under a policy that is over, it is told of nothing. */
    private static ToldSources required(ToldSources told, Set<String> cited) {
        if (!told.covers(cited)) {
            throw new Refusal(Problem.stalePolicy());
        }
        return told;
    }

    // What the submitter may read no longer has no leaf, and then nothing that was inherited is told.
    private static ToldSources whole(ToldSources told, Set<String> named) {
        return told.covers(named) ? told : told.withheld();
    }

    /**
     * That this record is there for the caller, before anything is said that tells of it, where no purpose is stated. Of what the own party released
     * nothing is recorded; what others released and may not be read any more under the policy of the leaf is absent.
     */
    public Future<ToldSources> ofFound(Caller caller, Judgement found) {
        RecordFacts record = found.record().facts();
        if (record.releaser().equals(caller.party())) {
            return Future.succeededFuture(ToldSources.NONE);
        }
        Set<String> id = Set.of(record.recordId());
        return ofReadable(caller, id).map(told -> {
            if (!told.covers(id)) {
                throw new Refusal(Problem.Kind.NOT_FOUND);
            }
            return told;
        });
    }

    /** Those of the records that the caller may read, each recorded as told; without any, nothing is asked. */
    public Future<ToldSources> ofReadable(Caller caller, Set<String> named) {
        if (named.isEmpty()) {
            return Future.succeededFuture(ToldSources.NONE);
        }
        return disclosure.policy().compose(leased -> {
            Future<ToldSources> all = Future.succeededFuture(ToldSources.NONE);
            for (String purpose : Custody.purposes(leased, caller, clock.instant())) {
                all = all.compose(before -> more(caller, purpose, named, before));
            }
            return all;
        });
    }

    /** Those that have no leaf yet and may be read for the purpose. */
    private Future<ToldSources> more(Caller caller, String purpose, Set<String> named, ToldSources before) {
        Set<String> left = new TreeSet<>(named);
        before.items().forEach(item -> left.remove(String.valueOf(item.get("record"))));
        if (left.isEmpty()) {
            return Future.succeededFuture(before);
        }
        // A retry after a policy change looks afresh, so each attempt has its own state.
        List<Collection<Map<String, Object>>> attempts = new ArrayList<>();
        return disclosure
                .tell(
                        caller,
                        Custody.read(purpose),
                        leased -> seen(leased, caller, purpose, left).map(seen -> {
                            Map<String, Map<String, Object>> items = new TreeMap<>();
                            List<Notice> notices = new ArrayList<>();
                            for (Judgement judgement : seen) {
                                Map<String, Object> item = new LinkedHashMap<>();
                                item.put("record", judgement.record().facts().recordId());
                                item.put("purpose", purpose);
                                items.put(judgement.record().facts().recordId(), item);
                                notices.add(Notice.hint(item, judgement));
                            }
                            attempts.add(items.values());
                            return new Disclosure.Told(List.of(), notices);
                        }))
                .map(released -> with(before, attempts.getLast(), released));
    }

    private Future<List<Judgement>> seen(LeasedBundle leased, Caller caller, String purpose, Set<String> ids) {
        return custody.judgedUnopened(leased, caller, Custody.read(purpose), List.copyOf(ids))
                .map(judged -> judged.stream().filter(Judgement::visible).toList());
    }

    private static ToldSources with(ToldSources before, Collection<Map<String, Object>> found, Released released) {
        Optional<Released.Receipt> receipt = released.receipt();
        if (receipt.isEmpty()) {
            return before;
        }
        List<Map<String, Object>> items = new ArrayList<>(before.items());
        for (Map<String, Object> item : found) {
            Map<String, Object> json = new LinkedHashMap<>(item);
            json.put("disclosure", receipt.get().json());
            items.add(json);
        }
        var windows = new ArrayList<>(before.windows());
        windows.add(released.window());
        return new ToldSources(true, items, windows);
    }
}
