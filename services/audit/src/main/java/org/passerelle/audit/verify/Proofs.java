package org.passerelle.audit.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.MerkleVerifier;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.ProofOf.Kind;

/** Proofs as a source gives them, checked against tree heads. */
final class Proofs {

    private Proofs() {}

    /** Whether the proof places its own leaf at {@code index}. */
    static boolean included(Audit.Proof proof, long index, TreeHead head) {
        return proof.leafHash()
                .flatMap(Proofs::hash)
                .filter(leaf -> included(leaf, proof, index, head))
                .isPresent();
    }

    static boolean included(Hash leaf, Audit.Proof proof, long index, TreeHead head) {
        return MerkleVerifier.included(index, head.size(), leaf, hashes(proof.hashes()), head.root());
    }

    /** Whether the source proves that {@code head} grew out of {@code then}. */
    static boolean consistent(LogSource source, TreeHead then, TreeHead head) throws IOException {
        if (then.size() == head.size()) {
            return then.root().equals(head.root());
        }
        Optional<Audit.Proof> proof =
                source.proof(new Audit.ProofOf(head.log(), Kind.CONSISTENCY, then.size(), head.size()));
        return proof.isPresent()
                && MerkleVerifier.consistent(
                        then.size(),
                        head.size(),
                        then.root(),
                        head.root(),
                        hashes(proof.get().hashes()));
    }

    /** Texts that are no hashes become one that fits nowhere. */
    static List<Hash> hashes(List<String> texts) {
        return texts.stream()
                .map(text -> hash(text).orElse(Hash.of(new byte[0])))
                .toList();
    }

    static Optional<Hash> hash(String hex) {
        try {
            return Optional.of(Hash.ofHex(hex));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
