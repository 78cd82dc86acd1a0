package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.world.World;

/** What the obligations of the clauses {@code one} and {@code other} come to when both bind. */
final class BindingJudge implements Judge {
    private static final String BINDS = "Binds";

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(BINDS, List.of("yes", "no", "EXACT", "KM_10", "KM_50", "ADMIN_1", "none", "PT1H", "PT2H"));
    }

    @Override
    public Map<String, String> results(World world) {
        Map<String, Obligations> obligations = world.bundle().bundle().agreements().stream()
                .map(Agreement::clauses)
                .flatMap(List::stream)
                .collect(Collectors.toMap(Clause::id, Clause::obligations));
        Obligations one = obligations.getOrDefault("one", Obligations.NONE);
        Obligations other = obligations.getOrDefault("other", Obligations.NONE);
        return Map.of(BINDS, asked(one.join(other), world.text("/asked/name")));
    }

    private static String asked(Obligations both, String name) {
        return switch (name) {
            case "strip BODY" -> yes(both.strip().contains(FieldGroup.BODY));
            case "strip PERSON_IDENTIFIERS" -> yes(both.strip().contains(FieldGroup.PERSON_IDENTIFIERS));
            case "strip SOURCE" -> yes(both.strip().contains(FieldGroup.SOURCE));
            case "gradingStatement" -> yes(both.gradingStatement());
            case "watermark" -> yes(both.watermark());
            case "notifyReleaser" -> yes(both.notifyReleaser());
            case "handling" -> yes(both.handling().contains("a-code"));
            case "geometry" -> both.geometry().name();
            case "delay" -> both.delay().map(Object::toString).orElse("none");
            case "retention" -> both.retention().map(Object::toString).orElse("none");
            default -> throw new IllegalArgumentException("no obligation " + name);
        };
    }

    private static String yes(boolean it) {
        return it ? "yes" : "no";
    }
}
