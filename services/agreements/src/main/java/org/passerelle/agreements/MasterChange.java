package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.passerelle.core.message.Audit;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.note.NoteOutbox;

/**
 * A change of master documents that decisions depend on: further versions of the documents, a line in the operator's log, and the
 * barrier, in one transaction.
 *
 * @param word what happened, for the operator's log
 * @param about what it happened to, for the same
 */
record MasterChange(String word, String about, String reason, Account actor, Instant at) {

    /** A document as it stands from now on. */
    record Document(String kind, String id, Object body) {}

    /** Writes them, and answers where the barrier stands then. Locks first, the barrier last (db/barrier). */
    Future<Long> write(SqlConnection transaction, List<Document> documents) {
        Future<Void> written = note(transaction);
        for (Document document : documents) {
            written = written.compose(before -> MasterStore.change(
                    transaction, document.kind(), document.id(), document.body(), actor.id(), reason, at));
        }
        return written.compose(done -> Barrier.raise(transaction, word + " " + about));
    }

    /** The line in the operator's log alone. */
    Future<Void> note(SqlConnection transaction) {
        return NoteOutbox.add(transaction, new Audit.Note(word, actor.id(), actor.party(), about + ": " + reason));
    }
}
