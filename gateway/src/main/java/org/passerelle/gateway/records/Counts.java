package org.passerelle.gateway.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.View;
import org.passerelle.core.sight.Outlook;
import org.passerelle.core.sight.SightOf;

/** How many records the caller finds, altogether and by facet; never what the caller does not see. */
final class Counts {
    private final Map<FacetKind, Map<String, Long>> facets = new TreeMap<>();
    private final Set<String> originators = new TreeSet<>();
    private long total;

    Counts(Set<FacetKind> kinds) {
        kinds.forEach(kind -> facets.put(kind, new TreeMap<>()));
    }

    /** Records of one pattern, all seen alike. */
    void add(Outlook.Alike outlook, long records) {
        total += records;
        originators.addAll(outlook.originators());
        facets.forEach((kind, values) -> kind.of(outlook).ifPresent(value -> values.merge(value, records, Long::sum)));
    }

    /** What the heads of records say that are seen alike; tags that are not seen are not counted. */
    void add(Searching.ValueCount count, Set<String> withheldTags) {
        boolean withheld =
                count.facet() == Searching.Facet.TAG && withheldTags.contains(SightOf.predicate(count.value()));
        facets.forEach((kind, values) -> {
            if (!withheld && kind.stored().filter(count.facet()::equals).isPresent()) {
                values.merge(count.value(), count.records(), Long::sum);
            }
        });
    }

    /** One record that was decided by itself. */
    void add(View view) {
        total++;
        originators.addAll(view.label().originators());
        facets.forEach((kind, values) -> kind.of(view).forEach(value -> values.merge(value, 1L, Long::sum)));
    }

    /** Of all that was counted. */
    Set<String> originators() {
        return originators;
    }

    /** As it leaves. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", total);
        if (!facets.isEmpty()) {
            Map<String, Object> told = new LinkedHashMap<>();
            facets.forEach((kind, values) -> told.put(kind.word(), values));
            json.put("facets", told);
        }
        return json;
    }
}
