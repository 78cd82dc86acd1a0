package org.passerelle.core.record;

import java.util.List;
import java.util.Set;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/**
 * Content that a party knows, in the form in which it knows it; what it was never shown is not known to it, whatever is stored.
 *
 * @param record facts of the version that contains the portion
 * @param fingerprints of the content as the party got it: a place as coarse, details as far as they left
 * @param derivedFrom what that version cites
 */
public record Known(
        RecordFacts record, PortionFacts portion, Set<Fingerprint> fingerprints, List<String> derivedFrom, Way way) {
    public Known {
        fingerprints = Set.copyOf(fingerprints);
        derivedFrom = List.copyOf(derivedFrom);
    }

    /** How the party knows it. */
    public sealed interface Way {

        /** It may read it now, under this permit. */
        record MayRead(PortionDecision permit) implements Way {}

        /** It received it under these terms, whatever has become of the record since: recalled, suspended, no longer agreed. */
        record Received(String clause, Audience onward) implements Way {}

        /** It submitted it itself. */
        record Submitted() implements Way {}
    }

    /** The source that a portion with this content derives from. */
    Derivation.Source source() {
        return switch (way) {
            case Way.MayRead may -> new Derivation.Source(portion, record.type(), record.releaser(), may.permit());
            case Way.Received received ->
                new Derivation.Source(portion, record.type(), record.releaser(), received.clause(), received.onward());
            case Way.Submitted submitted ->
                new Derivation.Source(portion, record.type(), record.releaser(), "", Audience.nobody());
        };
    }

    /** What a portion with this content cites: the record, or in place of an own one what that cites in turn. */
    List<String> citations() {
        return switch (way) {
            case Way.MayRead may -> List.of(record.recordId());
            case Way.Received received -> List.of(record.recordId());
            case Way.Submitted submitted -> derivedFrom;
        };
    }

    /** Content that came from nobody but the party. */
    boolean originalOf(String party) {
        return way instanceof Way.Submitted
                && portion.label()
                        .map(Label::originators)
                        .filter(Set.of(party)::equals)
                        .isPresent();
    }
}
