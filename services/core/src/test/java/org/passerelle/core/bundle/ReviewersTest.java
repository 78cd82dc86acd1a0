package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.world.World;

/** Who reviews what was possibly obtained by mistreatment: nobody makes themselves a reviewer (HRDDP H10). */
final class ReviewersTest {
    private static final String FORCE = "MALI-FORCES";
    private static final String ONE = "has-bn33";

    @Test
    void entitiesThatAssessAForceReviewItsRecords() {
        Bundle bundle = assessed("{'assessor':'MINUSMA','recipient':'MALI-FORCES'}");
        assertEquals(Set.of(FORCE, "MINUSMA"), Reviewers.of(bundle, FORCE));
        assertEquals(Set.of("MINUSMA", FORCE), Reviewers.releasers(bundle, "MINUSMA"));
    }

    @Test
    void nobodyReviewsWhoIsNotAssessedUnderThePolicy() {
        Bundle bundle = assessed("{'assessor':'UNODC','recipient':'MINUSMA','state':'REFUSED'}");
        assertEquals(Set.of("MINUSMA"), Reviewers.of(bundle, "MINUSMA"));
        assertEquals(Set.of("UNODC"), Reviewers.releasers(bundle, "UNODC"));
    }

    @Test
    void whoeverIsNoUnEntityReviewsNobodyElse() {
        Bundle bundle = assessed("{'assessor':'FRENCH-FORCES','recipient':'MALI-FORCES'}");
        assertEquals(Set.of(FORCE), Reviewers.of(bundle, FORCE));
        assertEquals(Set.of("FRENCH-FORCES"), Reviewers.releasers(bundle, "FRENCH-FORCES"));
    }

    @Test
    void whatASuccessorHasReplacedMakesNobodyAReviewer() {
        Bundle bundle = assessed("{'assessor':'MINUSMA','recipient':'MALI-FORCES','state':'SUPERSEDED'}");
        assertEquals(Set.of(FORCE), Reviewers.of(bundle, FORCE));
    }

    /** One assessment alone, with these differences. */
    private static Bundle assessed(String differences) {
        World world = World.base();
        String others = world.bundle().bundle().assessments().stream()
                .map(Assessment::id)
                .filter(id -> !id.equals(ONE))
                .map(id -> "'" + id + "':null,")
                .collect(Collectors.joining());
        return world.with("{'assessments':{" + others + "'" + ONE + "':" + differences + "}}")
                .bundle()
                .bundle();
    }
}
