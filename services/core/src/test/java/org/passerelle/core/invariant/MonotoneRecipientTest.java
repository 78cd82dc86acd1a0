package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I3: lower clearance, fewer purposes, weaker sign-in and less agreement never disclose more. */
final class MonotoneRecipientTest {

    @Invariant
    void monotoneRecipient(@ForAll Drawn world) {
        Question question = world.one();
        List<Worsening> worsenings = new ArrayList<>();
        account(worsenings);
        party(worsenings);
        request(worsenings);
        Collections.shuffle(worsenings, new Random(world.seed()));
        Disclosure.neverMore(question, worsenings);
    }

    @Invariant
    void monotoneAgreement(@ForAll Drawn world) {
        Question question = world.one();
        List<Worsening> worsenings = new ArrayList<>();
        agreements(new Random(world.seed()), question, worsenings);
        clauses(worsenings);
        Collections.shuffle(worsenings, new Random(world.seed()));
        Disclosure.neverMore(question, worsenings);
    }

    @Invariant
    void monotoneScreening(@ForAll Drawn world) {
        Question question = world.one();
        List<Worsening> worsenings = ScreeningWorsenings.of(question);
        Collections.shuffle(worsenings, new Random(world.seed()));
        Disclosure.neverMore(question, worsenings);
    }

    static void account(List<Worsening> worsenings) {
        for (Level level : Level.values()) {
            account(worsenings, "clearance " + level, one -> with(one, "clearance", lower(one.clearance(), level)));
        }
        account(worsenings, "a compartment", one -> with(one, "compartments", without(one.compartments(), "SOURCE")));
        account(worsenings, "compartments", one -> with(one, "compartments", Set.of()));
        account(worsenings, "disabled", one -> with(one, "enabled", false));
        account(worsenings, "a client", one -> with(one, "kind", Account.Kind.CLIENT));
        account(worsenings, "unknown unit", one -> with(one, "unit", Optional.of("nowhere")));
        account(worsenings, "another's unit", one -> with(one, "unit", Optional.of(another(one.party()))));
        worsenings.add(new Worsening(
                "account purposes", question -> question.account("purposes", without(question, Account::purposes))));
    }

    private static String another(String party) {
        return party.equals("JAITF") ? "unit-of-MALI-FORCES" : "unit-of-JAITF";
    }

    private static void account(List<Worsening> worsenings, String name, UnaryOperator<Account> change) {
        worsenings.add(new Worsening(name, question -> {
            Map<String, Account> accounts = new HashMap<>(question.bundle().accounts());
            accounts.computeIfPresent(question.request().subject(), (id, account) -> change.apply(account));
            return question.bundle("accounts", accounts);
        }));
    }

    private static Set<String> without(Question question, Function<Account, Set<String>> of) {
        return without(
                question.account().map(of).orElse(Set.of()), question.request().purpose());
    }

    static void party(List<Worsening> worsenings) {
        for (Level level : Level.values()) {
            party(worsenings, "accreditation", one -> with(one, "accreditation", lower(one.accreditation(), level)));
        }
        party(worsenings, "party compartment", one -> with(one, "compartments", without(one.compartments(), "SOURCE")));
        party(worsenings, "party inactive", one -> with(one, "active", false));
        party(worsenings, "party purposes", one -> with(one, "purposes", Set.of()));
    }

    private static void party(List<Worsening> worsenings, String name, UnaryOperator<Party> change) {
        worsenings.add(new Worsening(name, question -> {
            Map<String, Party> parties = new HashMap<>(question.bundle().parties());
            parties.computeIfPresent(question.party(), (id, party) -> change.apply(party));
            return question.bundle("parties", parties);
        }));
    }

    private static void request(List<Worsening> worsenings) {
        for (Strength strength : List.of(Strength.SECOND_FACTOR, Strength.PASSWORD)) {
            worsenings.add(new Worsening(
                    "strength",
                    question -> question.request().strength().compareTo(strength) > 0 && capped(question, strength)
                            ? question.request("strength", strength)
                            : question));
        }
        worsenings.add(new Worsening("end-user", question -> {
            Request request = question.request();
            return question.request("endUsers", MonotoneLabelTest.and(request.endUsers(), "nobody-knows"));
        }));
        worsenings.add(new Worsening(
                "stale", question -> question.with("leased", with(question.leased(), "leaseUntil", question.at()))));
        worsenings.add(new Worsening(
                "unverified", question -> question.with("leased", with(question.leased(), "verified", false))));
    }

    /** Where the stronger sign-in has no cap of its own the weaker one may well be better. */
    private static boolean capped(Question question, Strength strength) {
        Map<Strength, Level> caps = question.bundle().settings().strengthCeiling();
        return caps.containsKey(question.request().strength()) || !caps.containsKey(strength);
    }

    static void agreements(Random random, Question question, List<Worsening> worsenings) {
        List<Agreement> all = question.bundle().agreements();
        String one = all.isEmpty() ? "" : all.get(random.nextInt(all.size())).id();
        for (AgreementState state : AgreementState.values()) {
            if (state != AgreementState.ACTIVE) {
                worsenings.add(new Worsening(
                        state + " " + one,
                        changed -> changed.agreements(agreement ->
                                agreement.id().equals(one) ? with(agreement, "state", state) : agreement)));
            }
        }
        worsenings.add(new Worsening(
                "suspended by one",
                changed -> changed.agreements(agreement ->
                        agreement.id().equals(one) ? with(agreement, "suspendedBy", Set.of("UNOWA")) : agreement)));
        worsenings.add(new Worsening(
                "fewer clauses",
                changed -> changed.agreements(agreement -> with(
                        agreement,
                        "clauses",
                        agreement.clauses().stream()
                                .skip(agreement.id().equals(one) ? 1 : 0)
                                .toList()))));
    }

    static void clauses(List<Worsening> worsenings) {
        for (Level level : Level.values()) {
            clauses(worsenings, "ceiling", one -> with(one, "ceiling", lower(one.ceiling(), level)));
        }
        for (Tlp tlp : Tlp.values()) {
            clauses(worsenings, "tlpMax", one -> one.tlpMax().compareTo(tlp) > 0 ? with(one, "tlpMax", tlp) : one);
        }
        clauses(
                worsenings,
                "clause compartment",
                one -> with(one, "compartments", without(one.compartments(), "SOURCE")));
        clauses(worsenings, "clause types", one -> with(one, "recordTypes", without(one.recordTypes(), "alert")));
        clauses(worsenings, "clause purposes", one -> with(one, "purposes", without(one.purposes(), "early-warning")));
        clauses(
                worsenings,
                "clause tag",
                one -> with(one, "tags", MonotoneLabelTest.and(one.tags(), "further:tag=\"x\"")));
        clauses(worsenings, "clause areas", one -> with(one, "areas", new Audience.Only(Set.of())));
        clauses(worsenings, "clause hold", one -> with(one, "releaseHold", true));
        clauses(worsenings, "clause category", one -> with(one, "supportCategory", Optional.empty()));
    }

    private static void clauses(List<Worsening> worsenings, String name, UnaryOperator<Clause> change) {
        worsenings.add(new Worsening(name, question -> question.clauses(change)));
    }

    private static Level lower(Level one, Level other) {
        return one.number() < other.number() ? one : other;
    }

    private static Set<String> without(Set<String> some, String one) {
        Set<String> fewer = new HashSet<>(some);
        fewer.remove(one);
        return fewer;
    }
}
