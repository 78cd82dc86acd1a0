package org.passerelle.core.record;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.Obligations;

/**
 * Which portions are left when obligations have taken out what they strip. A portion that stays behind binds nothing: what leaves is the same as
 * of a record without it (invariant I5).
 */
final class Stripping {

    /** What nothing takes out; then texts, those that take out most before others; last what is taken out as a whole, and takes out nothing. */
    private static final Comparator<Released> PRECEDENCE = Comparator.comparing(Released::whole)
            .thenComparing(one -> one.group().isPresent())
            .thenComparingInt(one -> -one.obligations().strip().size())
            .thenComparingInt(one -> one.group().map(FieldGroup::ordinal).orElse(-1));

    private Stripping() {}

    /** Of the portions that may leave, in their order, those that do. */
    // INVARIANT: nothing leaves beside what its own obligations strip, nor beside a portion whose obligations strip it.
    static List<Released> remaining(List<Released> portions) {
        if (portions.stream().noneMatch(one -> one.obligations().takesOut())) {
            return portions;
        }
        Set<String> left = new HashSet<>();
        Set<FieldGroup> groups = EnumSet.noneOf(FieldGroup.class);
        Obligations bound = Obligations.NONE;
        for (Released one : portions.stream().sorted(PRECEDENCE).toList()) {
            boolean takesOutAnother = one.obligations().strip().stream().anyMatch(groups::contains);
            if (!one.strippedBy(one.obligations()) && !one.strippedBy(bound) && !takesOutAnother) {
                left.add(one.portion().id());
                bound = bound.join(one.obligations());
                one.group().ifPresent(groups::add);
            }
        }
        return portions.stream()
                .filter(one -> left.contains(one.portion().id()))
                .toList();
    }
}
