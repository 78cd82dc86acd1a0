package org.passerelle.gateway.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.record.Loosening;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;

/**
 * Who lifted which restrictions of a record, told to members of the party that released it: the versions themselves say it. Compared is what
 * the caller may read of both; told are the members of a label alone, never whom or what they named.
 */
final class Liftings {
    private static final String SOURCES = "derivedFrom";

    private Liftings() {}

    /** @param versions all that there are, oldest first */
    static List<Map<String, Object>> of(Bundle bundle, Caller caller, List<Judgement> versions) {
        List<Map<String, Object>> liftings = new ArrayList<>();
        for (int next = 1; next < versions.size(); next++) {
            lifting(bundle, caller, versions.get(next - 1), versions.get(next)).ifPresent(liftings::add);
        }
        return liftings;
    }

    private static Optional<Map<String, Object>> lifting(
            Bundle bundle, Caller caller, Judgement before, Judgement after) {
        if (!after.record().facts().releaser().equals(caller.party())) {
            return Optional.empty();
        }
        TreeSet<String> lifted = new TreeSet<>();
        Loosening.of(
                        bundle.seenBy(caller.party(), after.record().versionAt()),
                        caller.party(),
                        Restrictions.read(before, List.of(before)),
                        Restrictions.read(after, List.of(after)),
                        after.record().versionAt())
                .forEach(one -> words(one).forEach(lifted::add));
        return lifted.isEmpty() ? Optional.empty() : Optional.of(json(after, lifted));
    }

    // As in a refusal: of what others have a say in, what is lost with the citation comes back with it.
    private static Stream<String> words(Loosening one) {
        boolean asCited = one.sources().isEmpty() && !one.undeclared();
        Stream<String> label = asCited || one.own()
                ? one.losses().stream().map(loss -> Restrictions.member(loss.dimension()))
                : Stream.empty();
        return asCited ? label : Stream.concat(label, Stream.of(SOURCES));
    }

    private static Map<String, Object> json(Judgement after, Set<String> lifted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", after.record().versionAt());
        json.put("by", after.record().facts().submitter());
        json.put("lifted", lifted);
        return json;
    }
}
