package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Sanctions.Import;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.Refusal;
import org.passerelle.core.message.Sanctions.Version;
import org.passerelle.core.sanctions.ListDelta;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.SanctionsList;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Takes publications in. A fault anywhere refuses the whole of one, and the list before stays in force; else one transaction enters the
 * publication and what it changes, and closes what was asked about entries that are listed no more or otherwise.
 */
final class ListImport {
    /** [D] A publication is some two million bytes long; what grows beyond this while it is unpacked is none. */
    private static final int LONGEST = 32 * 1024 * 1024;

    private final Vertx vertx;
    private final Database database;
    private final Clock clock;

    ListImport(Vertx vertx, Database database, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
    }

    private record Publication(SanctionsList list, String digest) {}

    Future<ImportOutcome> take(Import ask) {
        return vertx.executeBlocking(() -> read(ask.document()))
                .map(Objects::requireNonNull)
                .<ImportOutcome>compose(
                        publication -> database.transaction(transaction -> enter(transaction, publication, ask)))
                .recover(failure ->
                        failure instanceof ListFault fault ? refuse(fault, ask) : Future.failedFuture(failure));
    }

    private Future<ImportOutcome> refuse(ListFault fault, Import ask) {
        Refusal refusal = new Refusal(
                fault.problem(),
                fault.line(),
                fault.column(),
                ask.subject(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.transaction(transaction -> RefusedLists.enter(transaction, refusal)
                        .compose(entered -> NoteOutbox.add(
                                transaction,
                                new Audit.Note(
                                        "sanctions-list-refused",
                                        ask.subject(),
                                        ask.party(),
                                        "line " + fault.line() + ", column " + fault.column()))))
                .map(noted -> new ImportOutcome.Refused(fault.problem(), fault.line(), fault.column()));
    }

    private static Publication read(String document) throws ListFault {
        byte[] bytes = unpacked(document);
        return new Publication(UnListReader.read(bytes), Sha256.hex(bytes));
    }

    private static byte[] unpacked(String document) throws ListFault {
        try (GZIPInputStream unpacking =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(document)))) {
            byte[] bytes = unpacking.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new ListFault("the document is too long", 0, 0);
            }
            return bytes;
        } catch (IllegalArgumentException | IOException unreadable) {
            throw new ListFault("the document is not compressed with gzip and written in base64", 0, 0);
        }
    }

    private Future<ImportOutcome> enter(SqlConnection transaction, Publication publication, Import ask) {
        // Imports at once wait for one another: each is compared with the list that it replaces.
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('screening.lists', 0))")
                .compose(locked -> ListStore.last(transaction))
                .compose(last -> {
                    Optional<Version> same =
                            last.filter(version -> version.digest().equals(publication.digest()));
                    return same.isPresent()
                            ? Future.succeededFuture(new ImportOutcome.Unchanged(same.get()))
                            : replace(transaction, publication, last, ask);
                });
    }

    private Future<ImportOutcome> replace(
            SqlConnection transaction, Publication publication, Optional<Version> last, Import ask) {
        return ListStore.inForce(transaction).compose(before -> {
            SanctionsList list = publication.list();
            ListDelta delta = ListDelta.between(before, list.entries());
            Version version = new Version(
                    last.map(Version::version).orElse(0L) + 1,
                    list.published(),
                    publication.digest(),
                    (int) list.count(ListEntry.Kind.INDIVIDUAL),
                    (int) list.count(ListEntry.Kind.ENTITY),
                    delta.added().size(),
                    delta.changed().size(),
                    delta.delisted().size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            List<String> lapsed = java.util.stream.Stream.concat(delta.changed().stream(), delta.delisted().stream())
                    .map(ListEntry::id)
                    .toList();
            return ListStore.enter(transaction, version, delta, ask.party(), ask.subject())
                    .compose(entered -> MatchStore.lapse(transaction, lapsed, version.importedAt()))
                    .compose(closed -> NoteOutbox.add(
                            transaction,
                            new Audit.Note("sanctions-list-imported", ask.subject(), ask.party(), version.digest())))
                    .map(noted -> new ImportOutcome.Imported(version));
        });
    }
}
