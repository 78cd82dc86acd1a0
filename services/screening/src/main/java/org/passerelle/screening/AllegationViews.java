package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.screening.AllegationStore.Known;

/** Allegations as a reader may see them: of the own party alone, and each portion only to those who may read it. */
record AllegationViews(AllegationRules rules, AllegationSeal seal) {

    /** All of the reader's party, without what was said: those that hold first, then the newest. */
    Future<List<Case>> all(SqlConnection transaction, Reader reader) {
        return AllegationStore.told(transaction, seal)
                .map(all -> all.stream()
                        .filter(known -> theirs(known, reader))
                        .map(known -> shown(known, List.of()))
                        .sorted(Comparator.comparing((Case one) -> !one.holds())
                                .thenComparing(one -> one.allegation().reportedAt(), Comparator.reverseOrder())
                                .thenComparing(one -> one.allegation().id()))
                        .toList());
    }

    /** One with all that the reader may see of it; empty when it is none of their party. */
    Future<Optional<Case>> one(SqlClient transaction, String id, Reader reader) {
        return AllegationStore.told(transaction, seal, id)
                .compose(found -> found.filter(known -> theirs(known, reader))
                        .map(known -> new StatementStore(seal)
                                .of(transaction, id)
                                .map(said -> Optional.of(shown(
                                        known,
                                        said.stream()
                                                .map(each -> shown(each, reader))
                                                .toList()))))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    static boolean theirs(Known known, Reader reader) {
        return known.reported().allegation().assessor().equals(reader.party());
    }

    private Case shown(Known known, List<Said> said) {
        return new Case(
                known.now(),
                known.reported().category(),
                known.reported().record(),
                rules.holds(known.now()),
                said,
                known.history());
    }

    private static Said shown(Said said, Reader reader) {
        Statement whole = said.statement();
        Statement shown = new Statement(
                whole.id(),
                whole.grading(),
                whole.summary().filter(portion -> open(portion, reader)),
                whole.source().filter(portion -> reader.focalPoint() && open(portion, reader)));
        return new Said(said.as(), shown, said.subject(), said.at());
    }

    private static boolean open(Portion portion, Reader reader) {
        return portion.level().atMost(reader.clearance())
                && reader.compartments().containsAll(portion.compartments());
    }
}
