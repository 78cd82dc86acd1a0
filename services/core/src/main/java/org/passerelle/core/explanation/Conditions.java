package org.passerelle.core.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;

/** Obligations in words: what is done before it leaves, and what the recipient has undertaken. */
record Conditions(Words words) {

    List<String> of(Obligations obligations) {
        Catalogue catalogue = words.catalogue();
        List<String> told = new ArrayList<>();
        if (!obligations.strip().isEmpty()) {
            List<String> groups = obligations.strip().stream()
                    .sorted()
                    .map(group -> catalogue.text("group." + group))
                    .toList();
            told.add(catalogue.fill("obligation.strip", Map.of("groups", words.list(groups))));
        }
        if (obligations.geometry() != GeometryTier.EXACT) {
            told.add(catalogue.fill(
                    "obligation.geometry", Map.of("tier", catalogue.text("tier." + obligations.geometry()))));
        }
        if (obligations.gradingStatement()) {
            told.add(catalogue.text("obligation.gradingStatement"));
        }
        if (obligations.watermark()) {
            told.add(catalogue.text("obligation.watermark"));
        }
        obligations
                .delay()
                .ifPresent(
                        delay -> told.add(catalogue.fill("obligation.delay", Map.of("period", words.duration(delay)))));
        if (obligations.notifyReleaser()) {
            told.add(catalogue.text("obligation.notifyReleaser"));
        }
        obligations
                .retention()
                .ifPresent(retention ->
                        told.add(catalogue.fill("obligation.retention", Map.of("period", words.duration(retention)))));
        if (!obligations.handling().isEmpty()) {
            List<String> codes =
                    obligations.handling().stream().sorted().map(words::id).toList();
            told.add(catalogue.fill("obligation.handling", Map.of("codes", words.list(codes))));
        }
        return told;
    }
}
