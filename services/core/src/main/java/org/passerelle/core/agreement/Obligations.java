package org.passerelle.core.agreement;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a permitted disclosure carries: transformations, carried out before release or else DENY, and undertakings, signed by the
 * recipient.
 *
 * @param strip field groups removed from the view, without trace
 * @param geometry coarsest exactness that leaves
 * @param gradingStatement the view carries the written meaning of its grading
 * @param watermark the envelope names the recipient
 * @param delay time that must have passed since the record was created
 * @param notifyReleaser the releaser's feed tells of the release
 * @param retention how long the recipient may keep it (undertaking)
 * @param handling further signed undertakings, as codes
 */
public record Obligations(
        Set<FieldGroup> strip,
        GeometryTier geometry,
        boolean gradingStatement,
        boolean watermark,
        Optional<Duration> delay,
        boolean notifyReleaser,
        Optional<Duration> retention,
        Set<String> handling) {

    public static final Obligations NONE = new Obligations(
            Set.of(), GeometryTier.EXACT, false, false, Optional.empty(), false, Optional.empty(), Set.of());

    public Obligations {
        strip = Set.copyOf(strip);
        handling = Set.copyOf(handling);
    }
}
