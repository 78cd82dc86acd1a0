package org.passerelle.screening;

import io.vertx.core.Future;
import java.util.Optional;

/** Nobody judges what they wrote or asked for (HRDDP H8). */
final class OwnWork {
    private OwnWork() {}

    /**
     * How whoever acts has a hand in an assessment; empty when they have none.
     *
     * @param what is to be done, e.g. {@code approve}
     */
    static Future<Optional<String>> of(Doing doing, AssessmentLife life, String what) {
        String subject = doing.ask().subject();
        boolean author = life.now().author().equals(subject);
        boolean requester = life.submitted()
                .filter(event -> event.what().subject().equals(subject))
                .isPresent();
        return Lineage.editors(doing.transaction(), life.now().id())
                .map(editors -> hand(author, editors.contains(subject), requester)
                        .map(hand -> hand + " cannot " + what + " it (HRDDP H8)"));
    }

    private static Optional<String> hand(boolean author, boolean editor, boolean requester) {
        if (author) {
            return Optional.of("the author of an assessment");
        }
        if (editor) {
            return Optional.of("who wrote a version of an assessment");
        }
        return requester ? Optional.of("who submitted an assessment") : Optional.empty();
    }
}
