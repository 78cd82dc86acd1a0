package org.passerelle.audit.append;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.core.message.Audit.Append;
import org.passerelle.core.message.Audit.Item;
import org.passerelle.platform.json.Json;

/**
 * A disclosure and the leaves that record it: one in the recipient's log, one in the log of each party whose content left.
 *
 * @param salt of the recipient's leaf; it travels with the disclosure, so that the recipient can recompute the leaf
 */
record Disclosure(Append append, Instant at, Hash salt, List<Leaf> leaves) {

    static Disclosure of(Append append, Instant at, SecureRandom random) {
        Hash salt = Leaf.salt(random);
        List<Leaf> leaves = new ArrayList<>();
        leaves.add(leaf(append, append.recipient(), at, received(append, at), salt));
        for (String party : releasingParties(append)) {
            leaves.add(leaf(append, party, at, released(append, party, at), Leaf.salt(random)));
        }
        return new Disclosure(append, at, salt, leaves);
    }

    /** Originators and releasers; a party that receives its own content has its one leaf already. */
    private static Set<String> releasingParties(Append append) {
        Set<String> parties = new TreeSet<>();
        for (Item item : append.items()) {
            parties.add(item.releaser());
            parties.addAll(item.originators());
        }
        parties.remove(append.recipient());
        return parties;
    }

    private static LeafBody received(Append append, Instant at) {
        List<LeafBody.ReceivedItem> items = append.items().stream()
                .map(item -> new LeafBody.ReceivedItem(
                        item.recordId(),
                        item.releaser(),
                        item.clauses(),
                        item.agreementHashes(),
                        item.viewHash(),
                        item.notice()))
                .toList();
        return new LeafBody.Received(
                append.disclosureId(),
                at,
                append.subject(),
                append.action(),
                append.purpose(),
                root(append.items()),
                items);
    }

    private static LeafBody released(Append append, String party, Instant at) {
        List<Item> own = append.items().stream()
                .filter(item ->
                        item.releaser().equals(party) || item.originators().contains(party))
                .toList();
        List<LeafBody.ReleasedItem> items = own.stream()
                .map(item -> new LeafBody.ReleasedItem(
                        item.recordId(),
                        item.version(),
                        item.releaser(),
                        item.clauses(),
                        item.agreementHashes(),
                        item.assessments(),
                        item.viewHash(),
                        item.notice()))
                .toList();
        return new LeafBody.Released(
                append.disclosureId(),
                at,
                append.policyVersion(),
                append.recipient(),
                append.subject(),
                append.action(),
                append.purpose(),
                root(own),
                items);
    }

    private static Leaf leaf(Append append, String log, Instant at, LeafBody body, Hash salt) {
        String canonical = new String(Json.canonical(body), StandardCharsets.UTF_8);
        return new Leaf(log, at, canonical, salt, Optional.of(append.disclosureId()));
    }

    private static String root(List<Item> items) {
        Frontier frontier = Frontier.EMPTY;
        for (Item item : items) {
            frontier = frontier.append(TreeHash.leaf(Hash.ofHex(item.viewHash()).bytes()))
                    .frontier();
        }
        return frontier.root().hex();
    }

    /** Receipts for the ledger; a notice is not content, and what one is told of one's own is not received. */
    List<Item> received() {
        Set<String> seen = new HashSet<>();
        return append.items().stream()
                .filter(item -> !item.notice() && seen.add(item.recordId() + " " + item.version()))
                .toList();
    }
}
