package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.agreements.KeyStatement.Reading;
import org.passerelle.agreements.KeyStatement.Replaced;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Parties.AddKey;
import org.passerelle.core.message.Parties.EndKey;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Parties.KeyList;
import org.passerelle.core.message.Parties.ListKeys;
import org.passerelle.core.message.Parties.SigningKey;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.platform.database.Database;

/** Registers, retires and revokes the keys with which parties sign. A key once registered is never registered again. */
final class KeyChanges {
    private final ChangeDesk desk;
    private final Database database;

    KeyChanges(ChangeDesk desk, Database database) {
        this.desk = desk;
        this.database = database;
    }

    Future<Outcome> add(AddKey ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> MasterStore.duties(transaction).compose(duties -> {
                    if (!actor.party().equals(ask.party())) {
                        return ChangeDesk.absent();
                    }
                    if (!ActFacts.holds(duties, actor, ask.party(), Duty.SIGN)) {
                        return ChangeDesk.refused("only who signs for the party registers its keys");
                    }
                    return switch (KeyStatement.read(ask.body(), ask.party(), at)) {
                        case Reading.Faulty(List<Misread> faults) -> ChangeDesk.faulty(faults);
                        case Reading.Read(KeyStatement statement) ->
                            keys(transaction, keys -> add(transaction, statement, keys, ask.steppedUp(), actor, at));
                    };
                }));
    }

    private static Future<Outcome> add(
            SqlConnection transaction,
            KeyStatement statement,
            Map<String, PartyKey> keys,
            boolean steppedUp,
            Account actor,
            Instant at) {
        Optional<String> unproven = statement.unproven(at);
        if (unproven.isPresent()) {
            return faulty("/proof", unproven.get());
        }
        Optional<String> unendorsed = statement.unendorsed(keys, at);
        if (unendorsed.isPresent()) {
            return faulty("/endorsement", unendorsed.get());
        }
        PartyKey key = statement.key();
        if (keys.containsKey(key.keyId())) {
            return faulty("/statement/key", "this key is registered already");
        }
        // INVARIANT: possession of the new key alone never suffices.
        if (statement.endorsement().isEmpty() && !steppedUp) {
            return ChangeDesk.faulty(List.of(new Misread(
                    "/endorsement", "missing", "neither a present key of the party nor a recent second factor")));
        }
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(MasterStore.KEY, key.keyId(), key));
        if (statement.replaces().isPresent()) {
            Replaced replaced = statement.replaces().get();
            PartyKey before = keys.get(replaced.keyId());
            if (before == null || !before.party().equals(key.party()) || !before.validAt(at)) {
                return ChangeDesk.faulty(List.of(new Misread(
                        "/statement/replaces/keyId", "contradiction", "is no key with which the party signs now")));
            }
            if (before.validAt(replaced.until())) {
                documents.add(new Document(MasterStore.KEY, replaced.keyId(), before.retired(replaced.until())));
            }
        }
        String about = key.party() + " " + key.keyId();
        return new MasterChange("party-key-added", about, statement.reason(), actor, at)
                .write(transaction, documents)
                .map(barrier -> new Outcome.Changed(barrier, at));
    }

    /** Ends a key; a compromise can be moved to an earlier time and never to a later one. */
    Future<Outcome> end(EndKey ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> MasterStore.duties(transaction).compose(duties -> {
                    boolean own = actor.party().equals(ask.party())
                            && (Actors.administers(actor, ask.party())
                                    || ActFacts.holds(duties, actor, ask.party(), Duty.SIGN));
                    boolean platform = ask.end() == KeyEnd.COMPROMISED && Actors.administersAll(actor);
                    return own || platform
                            ? keys(
                                    transaction,
                                    keys -> Optional.ofNullable(keys.get(ask.keyId()))
                                            .filter(key -> key.party().equals(ask.party()))
                                            .map(key -> end(transaction, ask, key, keys, actor, at))
                                            .orElseGet(ChangeDesk::absent))
                            : ChangeDesk.absent();
                }));
    }

    private static Future<Outcome> end(
            SqlConnection transaction,
            EndKey ask,
            PartyKey key,
            Map<String, PartyKey> keys,
            Account actor,
            Instant at) {
        Instant from = ask.from().orElse(at);
        return switch (ask.end()) {
            case RETIRED -> {
                if (from.isBefore(at)) {
                    yield faulty("/from", "is past; what a key has signed while it was valid stays signed");
                }
                if (key.retiredFrom().filter(retired -> !retired.isAfter(from)).isPresent()) {
                    yield ChangeDesk.already(transaction, at);
                }
                boolean last = keys.values().stream()
                        .filter(other -> other.party().equals(key.party()) && !other.equals(key))
                        .noneMatch(other -> other.validAt(from));
                yield last
                        ? ChangeDesk.refused("the party would have no key from then on; register its successor first")
                        : ended(transaction, "party-key-retired", ask, key.retired(from), from, actor, at);
            }
            case COMPROMISED -> {
                if (from.isAfter(at)) {
                    yield faulty("/from", "is to come; a key that is still trusted is retired");
                }
                boolean known = key.compromisedFrom()
                        .filter(since -> !since.isAfter(from))
                        .isPresent();
                yield known
                        ? ChangeDesk.already(transaction, at)
                        : ended(transaction, "party-key-revoked", ask, key.compromised(from), from, actor, at);
            }
        };
    }

    private static Future<Outcome> faulty(String pointer, String message) {
        return ChangeDesk.faulty(List.of(new Misread(pointer, "contradiction", message)));
    }

    private static Future<Outcome> ended(
            SqlConnection transaction, String word, EndKey ask, PartyKey key, Instant from, Account actor, Instant at) {
        String about = key.party() + " " + key.keyId() + " from " + from;
        return ChangeDesk.write(
                transaction,
                new MasterChange(word, about, ask.reason(), actor, at),
                new Document(MasterStore.KEY, key.keyId(), key));
    }

    // One change of keys at a time: each is judged by all that stand.
    private interface Step {
        Future<Outcome> with(Map<String, PartyKey> keys);
    }

    private static Future<Outcome> keys(SqlConnection transaction, Step step) {
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('agreements.keys', 0))")
                .compose(locked -> MasterStore.keys(transaction))
                .compose(step::with);
    }

    Future<KeyList> list(ListKeys ask) {
        return database.transaction(transaction -> MasterStore.one(
                        transaction, MasterStore.PARTY, ask.party(), Party.class)
                .compose(party -> MasterStore.keys(transaction)
                        .map(keys -> new KeyList(party.map(known -> keys.values().stream()
                                .filter(key -> key.party().equals(known.id()))
                                .map(KeyChanges::listed)
                                .sorted(Comparator.comparing((SigningKey key) ->
                                                key.validFrom().orElse(Instant.MIN))
                                        .thenComparing(SigningKey::id))
                                .toList())))));
    }

    private static SigningKey listed(PartyKey key) {
        return new SigningKey(key.keyId(), key.publicKey(), key.validFrom(), key.retiredFrom(), key.compromisedFrom());
    }
}
