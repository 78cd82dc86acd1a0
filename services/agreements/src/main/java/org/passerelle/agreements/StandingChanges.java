package org.passerelle.agreements;

import io.vertx.core.Future;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.core.message.Standing.ChangeParty;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Party;

/**
 * Deactivates parties and activates them again. The answer comes when the change is effective on every gateway.
 * Whoever asks for what is so already is answered when that is effective.
 */
final class StandingChanges {
    private final ChangeDesk desk;

    StandingChanges(ChangeDesk desk) {
        this.desk = desk;
    }

    Future<Outcome> party(ChangeParty ask) {
        String word = ask.active() ? "party-activated" : "party-deactivated";
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> MasterStore.locked(transaction, MasterStore.PARTY, ask.party(), Party.class)
                        .compose(found -> found.filter(party -> Actors.administersAll(actor))
                                .map(party -> party.id().equals(actor.party())
                                        ? ChangeDesk.refused("nobody changes the standing of their own party")
                                        : party.active() == ask.active()
                                                ? ChangeDesk.already(transaction, at)
                                                : ChangeDesk.write(
                                                        transaction,
                                                        new MasterChange(word, party.id(), ask.reason(), actor, at),
                                                        new Document(
                                                                MasterStore.PARTY,
                                                                party.id(),
                                                                active(party, ask.active()))))
                                .orElseGet(ChangeDesk::absent)));
    }

    private static Party active(Party party, boolean active) {
        return new Party(
                party.id(),
                party.names(),
                party.type(),
                active,
                party.accreditation(),
                party.compartments(),
                party.hostingCeiling(),
                party.purposes(),
                party.markingSystem());
    }
}
