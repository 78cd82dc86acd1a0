package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.diligence.DueDiligence;
import org.passerelle.core.diligence.DueDiligence.Exempted;
import org.passerelle.core.diligence.DueDiligence.Item;
import org.passerelle.core.diligence.DueDiligence.Recipient;
import org.passerelle.core.diligence.DueDiligence.Terms;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Evidence;
import org.passerelle.core.message.Audit.ReleaseItem;
import org.passerelle.core.message.Audit.ReleaseLeaf;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.VersionOf;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Exemption;
import org.passerelle.platform.bus.Bus;

/**
 * Gathers how things stood at a release: the leaf and the ledger tell what left under which policy; that policy tells commander and
 * terms, screening its assessments as of then, and exchange the rulings that counted then.
 */
record PastFacts(PastPolicies policies, Bus bus) {

    /** Empty where the party released nothing under this id, and where what it was told was a notice alone. */
    Future<Optional<DueDiligence>> of(String party, String disclosure) {
        return bus.ask(Audit.RELEASE, new Audit.ReleaseOf(party, disclosure))
                .compose(told -> told.release()
                        .filter(evidence -> !own(evidence, party).isEmpty())
                        .map(evidence -> gather(evidence, party).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private static List<ReleaseItem> own(Evidence evidence, String party) {
        return evidence.leaf().items().stream()
                .filter(item -> item.releaser().equals(party) && !item.notice())
                .toList();
    }

    private Future<DueDiligence> gather(Evidence evidence, String party) {
        ReleaseLeaf leaf = evidence.leaf();
        List<ReleaseItem> items = own(evidence, party);
        Future<Optional<Bundle>> policy = policies.of(leaf.policyVersion());
        Future<Map<String, String>> types = types(items);
        Future<History.AssessmentsThen> assessments = bus.ask(
                History.ASSESSMENTS,
                new History.AssessmentsAt(
                        party, consulted(items, id -> !isExemption(id)), leaf.policyVersion(), leaf.at()));
        Future<List<Exempted>> exemptions = exemptions(party, consulted(items, PastFacts::isExemption));
        return policy.compose(bundle -> {
            Optional<String> unit = unit(evidence, bundle);
            return types.compose(typed ->
                    assessments.compose(then -> exemptions.compose(exempted -> items(leaf, items, unit, bundle, typed)
                            .map(told -> new DueDiligence(
                                    leaf.disclosure(),
                                    party,
                                    leaf.at(),
                                    leaf.action(),
                                    leaf.purpose(),
                                    recipient(leaf, unit, bundle),
                                    leaf.policyVersion(),
                                    evidence.rules(),
                                    evidence.index(),
                                    evidence.leafHash(),
                                    told,
                                    then.assessments(),
                                    exempted)))));
        });
    }

    /** How they were asked for and approved; what was done about them since does not show. */
    private Future<List<Exempted>> exemptions(String party, Set<String> consulted) {
        return consulted.isEmpty()
                ? Future.succeededFuture(List.of())
                : bus.ask(Exemptions.LIST, new Exemptions.Of(party))
                        .map(listed -> listed.entries().stream()
                                .filter(entry -> consulted.contains(entry.id()))
                                .flatMap(entry -> entry.acts().stream()
                                        .filter(act -> act.kind() == Exemptions.Kind.APPROVE)
                                        .map(approval -> new Exempted(
                                                entry.id(),
                                                entry.code(),
                                                entry.requester(),
                                                entry.reason(),
                                                entry.requestedAt(),
                                                approval.subject(),
                                                approval.reason(),
                                                approval.at())))
                                .toList());
    }

    /** The leaf names the assessments and the exemptions that allowed a release in one list. */
    private static Set<String> consulted(List<ReleaseItem> items, Predicate<String> which) {
        return items.stream()
                .flatMap(item -> item.assessments().stream())
                .filter(which)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isExemption(String id) {
        return id.startsWith(Exemption.PREFIX);
    }

    /** From before the ledger kept units the account in the policy of that time tells it. */
    private static Optional<String> unit(Evidence evidence, Optional<Bundle> policy) {
        return evidence.rules().isPresent()
                ? evidence.unit()
                : policy.flatMap(bundle -> Optional.ofNullable(
                                bundle.accounts().get(evidence.leaf().subject())))
                        .flatMap(Account::unit);
    }

    private static Recipient recipient(ReleaseLeaf leaf, Optional<String> unit, Optional<Bundle> policy) {
        Optional<Unit> known = policy.flatMap(
                bundle -> unit.flatMap(id -> Optional.ofNullable(bundle.units().get(id))));
        return new Recipient(
                leaf.recipient(),
                unit,
                leaf.subject(),
                known.flatMap(one -> one.commanderAt(leaf.at())),
                policy.isPresent());
    }

    private Future<Map<String, String>> types(List<ReleaseItem> items) {
        List<VersionOf> versions = items.stream()
                .map(item -> new VersionOf(item.record(), item.version()))
                .toList();
        return bus.ask(Records.FACTS, new Records.FactsOf(versions))
                .map(found -> found.facts().stream()
                        .collect(Collectors.toMap(RecordFacts::recordId, RecordFacts::type, (one, same) -> one)));
    }

    private Future<List<Item>> items(
            ReleaseLeaf leaf,
            List<ReleaseItem> items,
            Optional<String> unit,
            Optional<Bundle> policy,
            Map<String, String> types) {
        Map<String, Terms> clauses = clauses(policy);
        Future<List<Item>> told = Future.succeededFuture(new ArrayList<>());
        for (ReleaseItem item : items) {
            told = told.compose(before -> rulings(leaf, item, unit).map(rulings -> {
                before.add(item(item, clauses, Optional.ofNullable(types.get(item.record())), rulings));
                return before;
            }));
        }
        return told;
    }

    private static Map<String, Terms> clauses(Optional<Bundle> policy) {
        Map<String, Terms> clauses = new HashMap<>();
        for (Agreement agreement :
                policy.stream().flatMap(bundle -> bundle.agreements().stream()).toList()) {
            agreement
                    .clauses()
                    .forEach(clause -> clauses.put(clause.id(), new Terms(agreement.id(), agreement.version())));
        }
        return clauses;
    }

    private Future<List<Ruling>> rulings(ReleaseLeaf leaf, ReleaseItem item, Optional<String> unit) {
        return bus.ask(
                        History.RULINGS,
                        new History.RulingsAt(
                                item.record(),
                                item.version(),
                                leaf.recipient(),
                                unit,
                                leaf.purpose(),
                                leaf.action(),
                                leaf.policyVersion(),
                                leaf.at()))
                .map(History.Rulings::rulings);
    }

    private static Item item(
            ReleaseItem item, Map<String, Terms> clauses, Optional<String> type, List<Ruling> rulings) {
        return new Item(
                item.record(),
                item.version(),
                type,
                item.clauses().stream()
                        .map(clause -> new DueDiligence.Clause(clause, Optional.ofNullable(clauses.get(clause))))
                        .toList(),
                item.agreements(),
                item.assessments(),
                item.view(),
                rulings);
    }
}
