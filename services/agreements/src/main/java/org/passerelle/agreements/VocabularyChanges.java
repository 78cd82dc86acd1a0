package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Taxonomy;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Vocabularies.Extend;
import org.passerelle.core.party.Account;
import org.passerelle.platform.json.Json;

/**
 * Adds the tags of taxonomies to the vocabulary; none is ever taken away, since records have them. What is added describes and decides nothing:
 * tags on which clauses, obligations or the quarantine depend stay as the configuration has them.
 */
final class VocabularyChanges {
    private static final String TAXONOMY = "/taxonomy";

    private final ChangeDesk desk;

    VocabularyChanges(ChangeDesk desk) {
        this.desk = desk;
    }

    Future<Outcome> extend(Extend ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> Actors.administersAll(actor)
                        ? MasterStore.locked(transaction, MasterStore.VOCABULARY, MasterStore.ONLY, Vocabulary.class)
                                .compose(found -> found.map(standing -> extend(transaction, ask, actor, standing, at))
                                        .orElseGet(ChangeDesk::absent))
                        : ChangeDesk.absent());
    }

    private static Future<Outcome> extend(
            SqlConnection transaction, Extend ask, Account actor, Vocabulary standing, Instant at) {
        Misreading misreading = new Misreading(at.truncatedTo(ChronoUnit.SECONDS));
        Section section = new Section(misreading, TAXONOMY, Json.tree(ask.taxonomy()));
        Map<String, Predicate> sent = new HashMap<>();
        new Taxonomy(section).read(sent);
        Map<String, Predicate> tags = new HashMap<>(standing.tags());
        sent.forEach((name, predicate) -> {
            Predicate known = tags.get(name);
            if (known == null) {
                tags.put(name, predicate);
            } else if (decides(known)) {
                section.fault("predicates", "something depends on " + name + ": it stays as the configuration has it");
            } else if (known.values().isEmpty() != predicate.values().isEmpty()) {
                section.fault("predicates", name + " is written with a value here and without there");
            } else {
                tags.put(name, joined(known, predicate));
            }
        });
        if (!misreading.none()) {
            return ChangeDesk.faulty(misreading.faults());
        }
        return tags.equals(standing.tags())
                ? ChangeDesk.already(transaction, at)
                : ChangeDesk.write(
                        transaction,
                        new MasterChange("vocabulary-extended", section.text("namespace"), ask.reason(), actor, at),
                        new Document(MasterStore.VOCABULARY, MasterStore.ONLY, with(standing, tags)));
    }

    private static boolean decides(Predicate predicate) {
        return predicate.policyRelevant()
                || !predicate.blockedInbound().isEmpty()
                || predicate.group().isPresent();
    }

    /** All values of both; what excludes what is as it was said last. */
    private static Predicate joined(Predicate known, Predicate more) {
        Set<String> values = new HashSet<>(known.values());
        values.addAll(more.values());
        return new Predicate(values, false, Set.of(), Optional.empty(), more.exclusive());
    }

    private static Vocabulary with(Vocabulary standing, Map<String, Predicate> tags) {
        return new Vocabulary(
                standing.purposes(),
                standing.prohibitedPurposes(),
                standing.compartments(),
                standing.flags(),
                standing.supportCategories(),
                standing.areas(),
                tags,
                standing.recordTypes(),
                standing.violations());
    }
}
