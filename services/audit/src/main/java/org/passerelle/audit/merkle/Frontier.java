package org.passerelle.audit.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The right edge of a log: all that is needed to append to it and to know its root.
 *
 * @param peaks roots of the complete subtrees of {@code size} leaves, from left (largest) to right; one for each bit set in size
 */
public record Frontier(long size, List<Hash> peaks) {

    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        peaks = List.copyOf(peaks);
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a frontier of " + size + " leaves cannot have " + peaks.size() + " peaks");
        }
    }

    /**
     * A frontier after one more leaf.
     *
     * @param completed the leaf and every subtree that it completed
     */
    public record Growth(Frontier frontier, Map<Node, Hash> completed) {}

    public Growth append(Hash leaf) {
        List<Hash> edge = new ArrayList<>(peaks);
        Map<Node, Hash> completed = new LinkedHashMap<>();
        Hash subtree = leaf;
        int level = 0;
        completed.put(new Node(level, size), subtree);
        while (((size >> level) & 1) == 1) {
            subtree = TreeHash.node(edge.removeLast(), subtree);
            level++;
            completed.put(new Node(level, size >> level), subtree);
        }
        edge.add(subtree);
        return new Growth(new Frontier(size + 1, edge), completed);
    }

    /** The Merkle tree hash of all leaves. */
    public Hash root() {
        return fold(peaks);
    }

    /** Peaks one after the other. */
    public byte[] encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(peaks.size() * Hash.LENGTH);
        peaks.forEach(peak -> bytes.put(peak.bytes()));
        return bytes.array();
    }

    /** Throws {@link IllegalArgumentException} when {@code encoded} is not the frontier of {@code size} leaves. */
    public static Frontier decode(long size, byte[] encoded) {
        if (encoded.length % Hash.LENGTH != 0) {
            throw new IllegalArgumentException("a frontier is a whole number of hashes");
        }
        List<Hash> peaks = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        while (bytes.hasRemaining()) {
            byte[] peak = new byte[Hash.LENGTH];
            bytes.get(peak);
            peaks.add(Hash.of(peak));
        }
        return new Frontier(size, peaks);
    }

    /** Hashes subtrees of falling size into one, from the right. */
    static Hash fold(List<Hash> subtrees) {
        if (subtrees.isEmpty()) {
            return TreeHash.empty();
        }
        Hash right = subtrees.getLast();
        for (int left = subtrees.size() - 2; left >= 0; left--) {
            right = TreeHash.node(subtrees.get(left), right);
        }
        return right;
    }
}
