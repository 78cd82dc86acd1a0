package org.passerelle.core.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;

/**
 * What a portion of a version restricts no longer, or less, than what it stands for in the version that it replaces. Its ids are new in each
 * version, so what it stands for is found by field and words.
 *
 * @param portion index among those of the new version
 * @param own whether all that it stands for is of the releaser alone
 * @param losses of its label
 * @param sources ids of records that were cited and are no longer
 * @param undeclared whether it is no longer bound by all whose content it was, or by the terms on which that was received
 */
public record Loosening(int portion, boolean own, List<Loss> losses, Set<String> sources, boolean undeclared) {
    public Loosening {
        losses = List.copyOf(losses);
        sources = Set.copyOf(sources);
    }

    /** A portion of either version. */
    public record Portion(String field, Content content, Label label, List<Receipt> custody, List<String> derivedFrom) {
        public Portion {
            custody = List.copyOf(custody);
            derivedFrom = List.copyOf(derivedFrom);
        }
    }

    /**
     * Those portions of a version that are looser than what they stand for. One that is word for word one of its field stands for that. The
     * others of the field stand for the others that were there, in their order where they are as many and else each for all of them; and
     * wherever they stand, for each whose words they repeat. What is new and what is gone is not compared.
     *
     * @param bundle by which groups are judged, as they were when each label was made
     * @param party the releaser of both
     */
    public static List<Loosening> of(
            Bundle bundle, String party, List<Portion> before, List<Portion> after, Instant now) {
        List<Set<Portion>> bounds = bounds(before, after);
        List<Loosening> found = new ArrayList<>();
        for (int index = 0; index < after.size(); index++) {
            Loosening one = of(bundle, party, index, after.get(index), bounds.get(index), now);
            if (!one.losses().isEmpty() || !one.sources().isEmpty() || one.undeclared()) {
                found.add(one);
            }
        }
        return List.copyOf(found);
    }

    private static Loosening of(
            Bundle bundle, String party, int index, Portion after, Set<Portion> bounds, Instant now) {
        Set<Loss> losses = new LinkedHashSet<>();
        Set<String> sources = new HashSet<>();
        boolean undeclared = false;
        for (Portion before : bounds) {
            List<Loss> lost = Loss.of(bundle, party, before.label(), after.label(), now);
            lost.stream()
                    .filter(loss -> loss.dimension() != Dimension.ORIGINATORS)
                    .forEach(losses::add);
            undeclared |= lost.stream().anyMatch(loss -> loss.dimension() == Dimension.ORIGINATORS)
                    || !before.custody().stream()
                            .allMatch(receipt -> after.custody().stream().anyMatch(one -> binds(one, receipt)));
            sources.addAll(before.derivedFrom());
        }
        sources.removeAll(new HashSet<>(after.derivedFrom()));
        boolean own =
                bounds.stream().allMatch(before -> before.label().originators().equals(Set.of(party)));
        return new Loosening(index, own, List.copyOf(losses), sources, undeclared);
    }

    /** Whether one receipt allows no more than the other; by which clause is of no account, for that may have got another name. */
    private static boolean binds(Receipt receipt, Receipt before) {
        Audience both = receipt.onward().intersect(before.onward());
        return receipt.releaser().equals(before.releaser())
                && receipt.holder().equals(before.holder())
                && receipt.type().equals(before.type())
                && both.equals(receipt.onward());
    }

    private static List<Set<Portion>> bounds(List<Portion> before, List<Portion> after) {
        List<Set<Portion>> bounds = new ArrayList<>();
        List<Portion> open = new ArrayList<>(before);
        for (Portion portion : after) {
            bounds.add(same(open, portion));
        }
        Map<String, List<Integer>> changed = new LinkedHashMap<>();
        for (int index = 0; index < after.size(); index++) {
            if (bounds.get(index).isEmpty()) {
                changed.computeIfAbsent(after.get(index).field(), field -> new ArrayList<>())
                        .add(index);
            }
        }
        changed.forEach((field, indexes) -> ofField(
                open.stream().filter(portion -> portion.field().equals(field)).toList(), indexes, bounds));
        List<Words> words = before.stream().map(Portion::content).map(Words::of).toList();
        changed.values().stream()
                .flatMap(List::stream)
                .forEach(index -> repeated(before, words, after.get(index), bounds.get(index)));
        return bounds;
    }

    /** The first that says the same in the same field, which is then no longer open. */
    private static Set<Portion> same(List<Portion> open, Portion portion) {
        Set<Portion> same = new LinkedHashSet<>();
        open.stream()
                .filter(one ->
                        one.field().equals(portion.field()) && one.content().equals(portion.content()))
                .findFirst()
                .ifPresent(same::add);
        same.forEach(open::remove);
        return same;
    }

    private static void ofField(List<Portion> open, List<Integer> indexes, List<Set<Portion>> bounds) {
        for (int place = 0; place < indexes.size(); place++) {
            bounds.get(indexes.get(place)).addAll(open.size() == indexes.size() ? List.of(open.get(place)) : open);
        }
    }

    private static void repeated(List<Portion> before, List<Words> words, Portion portion, Set<Portion> bound) {
        Words written = Words.of(portion.content());
        for (int index = 0; index < before.size(); index++) {
            if (written.repeat(words.get(index))) {
                bound.add(before.get(index));
            }
        }
    }
}
