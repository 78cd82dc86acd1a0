package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Parties.ListProposals;
import org.passerelle.core.message.Parties.Proposal;
import org.passerelle.core.message.Parties.ProposalList;
import org.passerelle.core.message.Parties.ProposalOutcome;
import org.passerelle.core.message.Parties.Propose;
import org.passerelle.core.message.Parties.RuleProposal;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * How parties come to be: a platform administrator proposes one, and somebody else approves, another platform administrator or an
 * approver of the proposer's own party. What was proposed is what is approved; it is checked again as things stand then.
 */
final class PartyProposals {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ChangeDesk desk;
    private final Database database;
    private final Clock clock;

    PartyProposals(ChangeDesk desk, Database database, Clock clock) {
        this.desk = desk;
        this.database = database;
        this.clock = clock;
    }

    Future<ProposalOutcome> propose(Propose ask) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> Actors.enabled(transaction, ask.subject())
                .compose(actor -> actor.filter(Actors::administersAll)
                        .map(known -> MasterStore.load(transaction)
                                .compose(master -> propose(transaction, ask, master.orElseThrow(), known, at)))
                        .orElseGet(() -> Future.succeededFuture(new ProposalOutcome.Absent()))));
    }

    private static Future<ProposalOutcome> propose(
            SqlConnection transaction, Propose ask, MasterData master, Account actor, Instant at) {
        return switch (NewParty.read(ask.body(), master, at)) {
            case NewParty.Reading.Faulty(var faults) -> Future.succeededFuture(new ProposalOutcome.Faulty(faults));
            case NewParty.Reading.Read(NewParty read) -> {
                Proposal proposal =
                        new Proposal(id(), read.party().id(), ask.body(), ask.subject(), at, Optional.empty());
                Audit.Note note = new Audit.Note(
                        "party-proposed", actor.id(), actor.party(), proposal.party() + ": " + read.reason());
                yield ProposalStore.enter(transaction, proposal)
                        .compose(entered -> NoteOutbox.add(transaction, note))
                        .map(noted -> new ProposalOutcome.Proposed(proposal));
            }
        };
    }

    private static String id() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return "proposal-" + HexFormat.of().formatHex(random);
    }

    Future<Outcome> rule(RuleProposal ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> ProposalStore.locked(transaction, ask.proposal())
                        .compose(found -> found.map(proposal -> concerns(transaction, proposal, actor)
                                        .compose(concerns -> concerns
                                                ? rule(transaction, ask, proposal, actor, at)
                                                : ChangeDesk.absent()))
                                .orElseGet(ChangeDesk::absent)));
    }

    private static Future<Outcome> rule(
            SqlConnection transaction, RuleProposal ask, Proposal proposal, Account actor, Instant at) {
        if (proposal.ruling().isPresent()) {
            return proposal.ruling().get().approved() == ask.approved()
                    ? ChangeDesk.already(transaction, at)
                    : ChangeDesk.refused("the proposal has been ruled on");
        }
        if (!ask.approved()) {
            MasterChange refusal = new MasterChange("party-refused", proposal.party(), ask.reason(), actor, at);
            return ProposalStore.rule(transaction, ask, at)
                    .compose(ruled -> refusal.note(transaction))
                    .compose(noted -> ChangeDesk.already(transaction, at));
        }
        // INVARIANT: nobody approves their own work; a person approves.
        if (proposal.subject().equals(actor.id()) || actor.kind() != Account.Kind.PERSON) {
            return ChangeDesk.refused("nobody approves what they proposed");
        }
        return MasterStore.load(transaction).compose(master -> switch (NewParty.read(
                proposal.body(), master.orElseThrow(), at)) {
            case NewParty.Reading.Faulty(var faults) -> ChangeDesk.faulty(faults);
            case NewParty.Reading.Read(NewParty read) ->
                ProposalStore.rule(transaction, ask, at)
                        .compose(ruled -> new MasterChange("party-approved", proposal.party(), ask.reason(), actor, at)
                                .write(transaction, read.documents(proposal.id())))
                        .map(barrier -> new Outcome.Changed(barrier, at));
        });
    }

    Future<ProposalList> list(ListProposals ask) {
        return database.transaction(transaction -> Actors.enabled(transaction, ask.subject())
                .compose(actor -> ProposalStore.all(transaction)
                        .compose(all -> actor.map(known -> concerning(transaction, all, known))
                                .orElseGet(() -> Future.succeededFuture(List.of()))))
                .map(ProposalList::new));
    }

    private static Future<List<Proposal>> concerning(SqlConnection transaction, List<Proposal> all, Account actor) {
        Future<List<Proposal>> concerning = Future.succeededFuture(new ArrayList<>());
        for (Proposal proposal : all) {
            concerning = concerning.compose(before -> concerns(transaction, proposal, actor)
                    .map(concerns -> {
                        if (concerns) {
                            before.add(proposal);
                        }
                        return before;
                    }));
        }
        return concerning;
    }

    /** Whether they may rule on it, their own work excepted, or have made it. */
    private static Future<Boolean> concerns(SqlConnection transaction, Proposal proposal, Account actor) {
        return MasterStore.duties(transaction)
                .compose(duties -> MasterStore.one(transaction, MasterStore.ACCOUNT, proposal.subject(), Account.class)
                        .map(proposer -> Actors.administersAll(actor) || approves(duties, proposer, actor)));
    }

    private static boolean approves(Duties duties, Optional<Account> proposer, Account actor) {
        return proposer.filter(known -> ActFacts.holds(duties, actor, known.party(), Duty.APPROVE))
                .isPresent();
    }
}
