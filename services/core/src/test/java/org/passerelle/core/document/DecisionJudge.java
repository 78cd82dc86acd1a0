package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.world.World;

/** What {@code Decide.decide} says of the first portion: the verdict with every failing code, and the reason among them. */
final class DecisionJudge implements Judge {
    static final String DECISION = "Decision";
    static final String REASON = "Reason";
    static final String CLAUSE = "Chosen clause";
    static final String RULED_BY = "Ruled by";
    private static final String NONE = "–";

    @Override
    public Map<String, List<String>> domains() {
        List<String> codes = Arrays.stream(Code.values()).map(Code::name).toList();
        List<String> decisions = new ArrayList<>(List.of("PERMIT", "HOLD", "DENY", "REFUSED"));
        codes.forEach(code -> decisions.add("DENY " + code));
        List<String> reasons = new ArrayList<>(codes);
        reasons.add(NONE);
        return Map.of(
                DECISION,
                decisions,
                REASON,
                reasons,
                CLAUSE,
                List.of(NONE, "01-out", "02-out", "99-other"),
                RULED_BY,
                List.of(NONE, "approver of UNOWA"));
    }

    @Override
    public Map<String, String> results(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        return switch (decision) {
            case Decision.Refused refused ->
                Map.of(
                        DECISION,
                        written("REFUSED", refused.trace().stream()),
                        REASON,
                        refused.code().name(),
                        CLAUSE,
                        NONE,
                        RULED_BY,
                        NONE);
            case Decision.Judged judged -> results(judged.portions().getFirst());
        };
    }

    private static Map<String, String> results(PortionDecision portion) {
        Optional<String> reason = portion.primary().map(Code::name);
        return Map.of(
                DECISION,
                written(portion.verdict().name(), portion.trace().stream()),
                REASON,
                reason.orElse(NONE),
                CLAUSE,
                portion.clause().orElse(NONE),
                RULED_BY,
                rulers(portion.trace()));
    }

    private static String rulers(List<Finding> trace) {
        String rulers = trace.stream()
                .flatMap(finding -> finding.rulers().stream())
                .map(ruler -> ruler.role() + " of " + ruler.party()
                        + (ruler.account().isEmpty() ? "" : ": " + ruler.account()))
                .distinct()
                .collect(Collectors.joining(", "));
        return rulers.isEmpty() ? NONE : rulers;
    }

    private static String written(String verdict, Stream<Finding> trace) {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        trace.forEach(finding -> finding.code().ifPresent(codes::add));
        return codes.isEmpty()
                ? verdict
                : codes.stream().map(Code::name).collect(Collectors.joining(", ", verdict + " ", ""));
    }
}
