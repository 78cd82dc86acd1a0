package org.passerelle.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int LEAVES = 70;

    @Test
    void hashesTheEmptyTreeAndTheEmptyLeafAsTheRfcDoes() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                TreeHash.empty().hex());
        assertEquals(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                TreeHash.leaf(new byte[0]).hex());
    }

    @Test
    void separatesLeavesFromNodes() {
        Hash one = TreeHash.leaf(bytes("one"));
        Hash two = TreeHash.leaf(bytes("two"));
        byte[] joined = new byte[2 * Hash.LENGTH];
        System.arraycopy(one.bytes(), 0, joined, 0, Hash.LENGTH);
        System.arraycopy(two.bytes(), 0, joined, Hash.LENGTH, Hash.LENGTH);
        assertFalse(TreeHash.leaf(joined).equals(TreeHash.node(one, two)));
    }

    @Test
    void aSaltedLeafDependsOnItsSalt() {
        byte[] salt = new byte[Hash.LENGTH];
        Hash plain = TreeHash.leaf(salt, "{}");
        salt[31] = 1;
        assertFalse(plain.equals(TreeHash.leaf(salt, "{}")));
        assertThrows(IllegalArgumentException.class, () -> TreeHash.leaf(new byte[16], "{}"));
    }

    @Test
    void growsToTheRootThatTheDefinitionGives() {
        Log log = Log.of(LEAVES);
        for (int size = 0; size <= LEAVES; size++) {
            assertEquals(definition(log.leaves.subList(0, size)), log.roots.get(size), "size " + size);
        }
    }

    @Test
    void keepsTheFrontierThroughItsEncoding() {
        Frontier frontier = Log.of(LEAVES).frontier;
        assertEquals(frontier, Frontier.decode(frontier.size(), frontier.encoded()));
        assertThrows(IllegalArgumentException.class, () -> Frontier.decode(LEAVES + 1, frontier.encoded()));
    }

    @Test
    void provesTheInclusionOfEveryLeafInEverySize() {
        Log log = Log.of(LEAVES);
        for (int size = 1; size <= LEAVES; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> proof =
                        ProofPlan.inclusion(index, size).orElseThrow().hashes(log::stored);
                Hash root = log.roots.get(size);
                assertTrue(MerkleVerifier.included(index, size, log.leaves.get(index), proof, root));
                assertFalse(MerkleVerifier.included(index, size, TreeHash.leaf(bytes("other")), proof, root));
                assertFalse(MerkleVerifier.included(index ^ 1, size, log.leaves.get(index), proof, root) && size > 1);
            }
        }
    }

    @Test
    void provesTheConsistencyOfEveryTwoSizes() {
        Log log = Log.of(LEAVES);
        for (int size = 1; size <= LEAVES; size++) {
            for (int earlier = 1; earlier <= size; earlier++) {
                List<Hash> proof =
                        ProofPlan.consistency(earlier, size).orElseThrow().hashes(log::stored);
                assertTrue(
                        MerkleVerifier.consistent(earlier, size, log.roots.get(earlier), log.roots.get(size), proof));
                assertFalse(MerkleVerifier.consistent(earlier, size, TreeHash.empty(), log.roots.get(size), proof));
            }
        }
    }

    @Test
    void proofsReadAsManyNodesAsTheLogIsDeep() {
        long million = 1_000_003;
        assertTrue(ProofPlan.inclusion(777_777, million).orElseThrow().nodes().size() <= 60);
        assertTrue(ProofPlan.consistency(777_777, million).orElseThrow().nodes().size() <= 60);
    }

    @Test
    void plansNoProofOfWhatCannotBe() {
        assertTrue(ProofPlan.inclusion(3, 3).isEmpty());
        assertTrue(ProofPlan.inclusion(-1, 3).isEmpty());
        assertTrue(ProofPlan.consistency(0, 3).isEmpty());
        assertTrue(ProofPlan.consistency(4, 3).isEmpty());
    }

    private static Hash definition(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.node(definition(leaves.subList(0, split)), definition(leaves.subList(split, leaves.size())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A log kept in memory, as the database keeps it. */
    private static final class Log {
        final List<Hash> leaves = new ArrayList<>();
        final List<Hash> roots = new ArrayList<>(List.of(TreeHash.empty()));
        final Map<Node, Hash> nodes = new HashMap<>();
        Frontier frontier = Frontier.EMPTY;

        static Log of(int size) {
            Log log = new Log();
            byte[] random = new byte[8];
            for (int index = 0; index < size; index++) {
                new SecureRandom().nextBytes(random);
                log.append(TreeHash.leaf(random));
            }
            return log;
        }

        void append(Hash leaf) {
            Frontier.Growth growth = frontier.append(leaf);
            frontier = growth.frontier();
            nodes.putAll(growth.completed());
            leaves.add(leaf);
            roots.add(frontier.root());
        }

        Hash stored(Node node) {
            return Objects.requireNonNull(nodes.get(node), node.toString());
        }
    }
}
