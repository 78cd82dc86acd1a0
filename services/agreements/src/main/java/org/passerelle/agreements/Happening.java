package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.note.NoteOutbox;

/** Makes something happen to a version of an agreement: the note for the operator's log first, then the event. */
final class Happening {
    private Happening() {}

    /** Raises the barrier where decisions change, and must come last in its transaction then (db/barrier). */
    static Future<Event> append(SqlConnection transaction, String id, Event event) {
        String detail = id + " version " + event.version() + (event.reason().isEmpty() ? "" : ": " + event.reason());
        Audit.Note note = new Audit.Note(
                "agreement-" + event.event().name().toLowerCase(Locale.ROOT), event.subject(), event.party(), detail);
        return NoteOutbox.add(transaction, note).compose(noted -> AgreementEvents.append(transaction, id, event));
    }
}
