package org.passerelle.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.MerkleVerifier;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.ProofOf.Kind;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** Follows each opening from its entry to the checkpoint of the operator's log, and collects which states of a log it witnessed. */
final class OpeningsCheck {

    private static final int PAGE = 500;

    private final LogSource source;
    private final Optional<TreeHead> operator;
    private final List<TreeHead> witnessed = new ArrayList<>();
    private long checked;

    OpeningsCheck(LogSource source, Optional<TreeHead> operator) {
        this.source = source;
        this.operator = operator;
    }

    List<TreeHead> witnessed() {
        return witnessed;
    }

    long checked() {
        return checked;
    }

    Optional<Fault> check(String log) throws IOException {
        if (operator.isEmpty()) {
            return Optional.empty();
        }
        long after = 0;
        List<Audit.Opening> page = source.openings(log, after, PAGE);
        while (!page.isEmpty()) {
            for (Audit.Opening opening : page) {
                // Sealed after the operator's checkpoint was read: the next verification takes it.
                if (opening.position() < operator.get().size()) {
                    Optional<Fault> fault = check(log, opening, operator.get());
                    if (fault.isPresent()) {
                        return fault;
                    }
                    checked++;
                }
            }
            after = page.getLast().interval();
            page = source.openings(log, after, PAGE);
        }
        return Optional.empty();
    }

    private Optional<Fault> check(String log, Audit.Opening opening, TreeHead head) throws IOException {
        if (!isInInterval(opening)) {
            return Optional.of(Fault.at(opening.position(), "opening does not lead to its interval"));
        }
        Optional<Hash> leaf = LogVerifier.leaf(opening.leafSalt(), opening.leafBody());
        Optional<Audit.Proof> proof =
                source.proof(new Audit.ProofOf(Leaf.OPERATOR, Kind.INCLUSION, opening.position(), head.size()));
        if (leaf.isEmpty() || proof.isEmpty() || !Proofs.included(leaf.get(), proof.get(), opening.position(), head)) {
            return Optional.of(Fault.at(opening.position(), "interval is not in the operator's log"));
        }
        JsonNode body = tree(opening.body());
        if (body.path("kind").asText().equals("witnessed")
                && body.path("log").asText().equals(log)) {
            Proofs.hash(body.path("root").asText())
                    .ifPresent(root ->
                            witnessed.add(new TreeHead(log, body.path("size").asLong(), root)));
        }
        return Optional.empty();
    }

    private static boolean isInInterval(Audit.Opening opening) {
        Optional<Hash> root = Proofs.hash(tree(opening.leafBody()).path("root").asText());
        Optional<Hash> entry = LogVerifier.leaf(opening.salt(), opening.body());
        return root.isPresent()
                && entry.isPresent()
                && MerkleVerifier.included(
                        opening.slot(), opening.slots(), entry.get(), Proofs.hashes(opening.proof()), root.get());
    }

    static JsonNode tree(String body) {
        try {
            return Json.tree(body);
        } catch (JsonFault notJson) {
            return Json.tree("{}");
        }
    }
}
