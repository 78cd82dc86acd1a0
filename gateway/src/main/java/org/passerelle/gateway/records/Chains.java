package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.platform.bus.Bus;

/**
 * Which records derive from one by chains of which the caller may read every link. What one in between derives from is nobody's to learn who may
 * not read that one; a citation of the record itself is told to whoever may read where it stands.
 */
public final class Chains {
    private final Bus bus;
    private final Custody custody;

    public Chains(Bus bus, Custody custody) {
        this.bus = bus;
        this.custody = custody;
    }

    /** Ids of those that the caller's party released. */
    public Future<List<String>> own(LeasedBundle leased, Caller caller, String recordId) {
        return bus.ask(Records.DERIVATIVES, new Records.DerivedFrom(recordId)).compose(found -> {
            List<String> own = found.byReleaser().getOrDefault(caller.party(), List.of());
            return custody.readable(leased, caller, leading(own, found.links()))
                    .map(readable -> told(recordId, own, found.links(), readable));
        });
    }

    /** These, and all that is between them and the record. */
    private static List<String> leading(List<String> own, Map<String, List<String>> links) {
        Set<String> leading = new LinkedHashSet<>(own);
        Deque<String> open = new ArrayDeque<>(own);
        while (!open.isEmpty()) {
            links.getOrDefault(open.remove(), List.of()).stream()
                    .filter(links::containsKey)
                    .filter(leading::add)
                    .forEach(open::add);
        }
        return List.copyOf(leading);
    }

    private static List<String> told(
            String recordId, List<String> own, Map<String, List<String>> links, List<String> readable) {
        Set<String> reached = new HashSet<>(Set.of(recordId));
        boolean grown = true;
        while (grown) {
            grown = reached.addAll(readable.stream()
                    .filter(id -> !Collections.disjoint(links.getOrDefault(id, List.of()), reached))
                    .toList());
        }
        return own.stream().filter(reached::contains).toList();
    }
}
