package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Derivation;
import org.passerelle.core.record.Derivation.Inherited;
import org.passerelle.core.record.Derivation.Source;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.world.World;

/** What a portion of a product of {@code MINUSMA} inherits when it cites the other portions of the record, if any. */
final class DerivationJudge implements Judge {
    private static final String HOLDER = "MINUSMA";
    private static final String ORIGINATORS = "Originators";
    private static final String TYPE = "Source type";
    private static final String RECEIPTS = "Receipts";

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(
                ORIGINATORS, List.of("MINUSMA", "UNODC", "MINUSMA, UNODC"),
                TYPE, List.of("product", "alert", "mixed"),
                RECEIPTS, List.of("none", "UNODC to MINUSMA"));
    }

    @Override
    public Map<String, String> results(World world) {
        List<Source> sources = new ArrayList<>();
        Label own = null;
        for (PortionFacts portion : world.record().portions()) {
            if (portion.id().equals("body")) {
                own = portion.label().orElseThrow();
            } else {
                String giver = world.text("/record/portions/" + portion.id() + "/from");
                sources.add(new Source(
                        portion,
                        portion.sourceType(),
                        giver,
                        "05-in",
                        portion.label().orElseThrow().onward()));
            }
        }
        if (own == null) {
            throw new IllegalArgumentException("the record has no body");
        }
        Inherited inherited = Derivation.inherit(world.bundle().bundle(), own, "product", HOLDER, sources);
        String receipts = inherited.custody().stream()
                .map(receipt -> receipt.releaser() + " to " + receipt.holder())
                .collect(Collectors.joining(", "));
        return Map.of(
                ORIGINATORS, String.join(", ", inherited.label().originators()),
                TYPE, inherited.sourceType(),
                RECEIPTS, receipts.isEmpty() ? "none" : receipts);
    }
}
