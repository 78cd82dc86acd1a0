package org.passerelle.core.explanation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.RecordFacts;

/**
 * A decision as its reader may know it.
 *
 * @param kind what kind of answer it explains
 * @param verdict the best of the portions
 * @param causes in the order of policy; empty for PERMIT and for what looks absent
 * @param request the request gates; empty where the requester reads and the request is in order
 * @param stories portions that fare alike, in the author's order; empty for the requester
 */
public record Explanation(
        Kind kind, Asked asked, Verdict verdict, List<Cause> causes, List<Line> request, List<Story> stories) {

    /** Kinds of answers. */
    public enum Kind {
        /** A request gate refused before any record was read. */
        REFUSED,
        /** A record that exists was judged. */
        RECORD,
        /** A label of a record that does not exist was judged. */
        LABEL,
        /** There is a record that the requester may have; nothing more is told. */
        VISIBLE,
        /** There is nothing that the requester may have; whether there is anything is not told. */
        ABSENT
    }

    public Explanation {
        causes = List.copyOf(causes);
        request = List.copyOf(request);
        stories = List.copyOf(stories);
    }

    /** Explains a decision to a reader; {@code record} is what was judged, without an id where it does not exist. */
    public static Explanation of(
            Decision decision, Bundle bundle, Request request, RecordFacts record, Instant at, Reader reader) {
        Asked asked = Asked.of(request, bundle);
        return switch (decision) {
            case Decision.Refused refused -> refused(refused, bundle, request);
            case Decision.Judged judged ->
                switch (reader) {
                    case Reader.Requester requester -> toRequester(judged.verdict(), asked);
                    case Reader.ReleasingSide side ->
                        judged(judged, asked, new Stories(new Facts(bundle, request, record, at), side), record);
                };
        };
    }

    /** Explains to a requester that there is no such record, unless the request itself is refused. */
    public static Explanation ofAbsent(Optional<Decision.Refused> refused, Bundle bundle, Request request) {
        return refused.map(refusal -> refused(refusal, bundle, request))
                .orElseGet(() -> toRequester(Verdict.DENY, Asked.of(request, bundle)));
    }

    private static Explanation refused(Decision.Refused refused, Bundle bundle, Request request) {
        List<Line> lines = Stories.request(refused.trace(), bundle, request);
        return new Explanation(
                Kind.REFUSED, Asked.of(request, bundle), Verdict.DENY, causes(lines, Verdict.DENY), lines, List.of());
    }

    /** INVARIANT: depends on nothing of the record but whether the requester may have something of it. */
    private static Explanation toRequester(Verdict verdict, Asked asked) {
        return verdict == Verdict.PERMIT
                ? new Explanation(Kind.VISIBLE, asked, Verdict.PERMIT, List.of(), List.of(), List.of())
                : new Explanation(Kind.ABSENT, asked, Verdict.DENY, List.of(), List.of(), List.of());
    }

    private static Explanation judged(Decision.Judged judged, Asked asked, Stories stories, RecordFacts record) {
        List<Story> told = new ArrayList<>();
        judged.portions().forEach(portion -> Stories.add(told, stories.of(portion)));
        return new Explanation(
                record.recordId().isEmpty() ? Kind.LABEL : Kind.RECORD,
                asked,
                judged.verdict(),
                judged.verdict() == Verdict.PERMIT
                        ? List.of()
                        : told.stream()
                                .filter(story -> story.verdict() == judged.verdict())
                                .flatMap(story -> story.causes().stream())
                                .distinct()
                                .sorted()
                                .toList(),
                stories.request(judged.requestTrace()),
                told);
    }

    static List<Cause> causes(List<Line> lines, Verdict verdict) {
        return verdict == Verdict.PERMIT
                ? List.of()
                : lines.stream()
                        .filter(line -> line.verdict() == verdict)
                        .flatMap(line -> line.cause().stream())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
