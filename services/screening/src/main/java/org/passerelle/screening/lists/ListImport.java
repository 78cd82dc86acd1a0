package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
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
 * Takes publications in. A fault anywhere refuses the whole of one, and the list before stays in force; so it does when the publication is
 * older, or delists much of it and nobody has confirmed that. Else one transaction enters the publication and what it changes, and closes
 * what was asked about entries that are listed no more or otherwise.
 */
final class ListImport {
    /** [D] A publication is some two million bytes long; what grows beyond this while it is unpacked is none. */
    private static final int LONGEST = 32 * 1024 * 1024;

    /** [D] The share of the entries in force that a publication delists unasked: the UN delists a few in a hundred in a year. */
    private static final double UNASKED = 0.05;

    private final Vertx vertx;
    private final Database database;
    private final Clock clock;
    private final MatchStore matches;

    ListImport(Vertx vertx, Database database, Clock clock, MatchStore matches) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
        this.matches = matches;
    }

    private record Publication(SanctionsList list, String digest) {}

    Future<ImportOutcome> take(Import ask) {
        return vertx.executeBlocking(() -> read(ask.document()))
                .map(Objects::requireNonNull)
                .<ImportOutcome>compose(
                        publication -> database.transaction(transaction -> enter(transaction, publication, ask)))
                .recover(failure -> failure instanceof ListFault fault
                        ? database.transaction(transaction -> refuse(transaction, fault, ask))
                        : Future.failedFuture(failure));
    }

    private Future<ImportOutcome> refuse(SqlConnection transaction, ListFault fault, Import ask) {
        Refusal refusal = new Refusal(fault.problem(), fault.line(), fault.column(), ask.subject(), now());
        String why = fault.line() == 0 ? fault.problem() : "line " + fault.line() + ", column " + fault.column();
        return RefusedLists.enter(transaction, refusal)
                .compose(entered -> noteRefused(transaction, ask, why))
                .map(noted -> new ImportOutcome.Refused(fault.problem(), fault.line(), fault.column()));
    }

    private static Future<Void> noteRefused(SqlConnection transaction, Import ask, String why) {
        return NoteOutbox.add(transaction, new Audit.Note("sanctions-list-refused", ask.subject(), ask.party(), why));
    }

    private Publication read(String document) throws ListFault {
        byte[] bytes = unpacked(document);
        SanctionsList list = UnListReader.read(bytes);
        if (PublicationDate.toCome(list.published(), now())) {
            throw new ListFault("the publication is dated %s, which is to come".formatted(list.published()), 0, 0);
        }
        return new Publication(list, Sha256.hex(bytes));
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
                            : succeed(transaction, publication, last, ask);
                });
    }

    private Future<ImportOutcome> succeed(
            SqlConnection transaction, Publication publication, Optional<Version> last, Import ask) {
        String published = publication.list().published();
        Optional<String> inForce = last.map(Version::published);
        return inForce.filter(newer -> PublicationDate.older(published, newer))
                .map(newer -> refuseOlder(transaction, published, newer, ask))
                .orElseGet(() -> replace(transaction, publication, last, ask));
    }

    // Not among the refused ones that are shown until another is taken: nothing newer is missing.
    private static Future<ImportOutcome> refuseOlder(
            SqlConnection transaction, String published, String newer, Import ask) {
        String problem = "the publication of %s is older than the one in force, of %s".formatted(published, newer);
        return noteRefused(transaction, ask, problem).map(noted -> new ImportOutcome.Refused(problem, 0, 0));
    }

    private Future<ImportOutcome> replace(
            SqlConnection transaction, Publication publication, Optional<Version> last, Import ask) {
        return ListStore.inForce(transaction).compose(before -> {
            SanctionsList list = publication.list();
            ListDelta delta = ListDelta.between(before, list.entries());
            int delisted = delta.delisted().size();
            boolean many = delisted > UNASKED * before.size();
            if (many && !ask.confirmedDelistings().equals(Optional.of(delisted))) {
                return unconfirmed(transaction, delisted, before.size(), ask);
            }
            Version version = new Version(
                    last.map(Version::version).orElse(0L) + 1,
                    list.published(),
                    publication.digest(),
                    (int) list.count(ListEntry.Kind.INDIVIDUAL),
                    (int) list.count(ListEntry.Kind.ENTITY),
                    delta.added().size(),
                    delta.changed().size(),
                    delisted,
                    now());
            List<String> lapsed = java.util.stream.Stream.concat(delta.changed().stream(), delta.delisted().stream())
                    .map(ListEntry::id)
                    .toList();
            return ListStore.enter(transaction, version, delta, ask.party(), ask.subject())
                    .compose(entered -> matches.lapse(transaction, lapsed, version.importedAt()))
                    .compose(closed -> NoteOutbox.add(
                            transaction,
                            new Audit.Note(
                                    "sanctions-list-imported",
                                    ask.subject(),
                                    ask.party(),
                                    version.digest() + (many ? ", " + delisted + " delisted as confirmed" : ""))))
                    .map(noted -> new ImportOutcome.Imported(version));
        });
    }

    private Future<ImportOutcome> unconfirmed(SqlConnection transaction, int delisted, int listed, Import ask) {
        String problem = "%d of the %d entries in force would be delisted, which nobody has confirmed"
                .formatted(delisted, listed);
        return refuse(transaction, new ListFault(problem, 0, 0), ask)
                .map(refused -> new ImportOutcome.Unconfirmed(delisted, listed));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
