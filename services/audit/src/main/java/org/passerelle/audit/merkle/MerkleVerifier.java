package org.passerelle.audit.merkle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Checks proofs as RFC 9162 §2.1.3.2 and §2.1.4.2 describe it; true only when everything fits. */
public final class MerkleVerifier {

    private MerkleVerifier() {}

    /** Whether {@code leaf} is number {@code index} of the tree of {@code size} leaves that has this root. */
    public static boolean included(long index, long size, Hash leaf, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size || leaf.bytes().length != Hash.LENGTH) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash result = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                result = TreeHash.node(sibling, result);
                // A last node without a sibling climbs to the level where it has one.
                if ((node & 1) == 0 && node != 0) {
                    int climb = Long.numberOfTrailingZeros(node);
                    node >>= climb;
                    last >>= climb;
                }
            } else {
                result = TreeHash.node(result, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && result.equals(root);
    }

    /**
     * Whether the tree of {@code earlier} leaves is the beginning of the tree of {@code size} leaves. Nothing is consistent with an
     * empty tree: that would prove nothing.
     */
    public static boolean consistent(long earlier, long size, Hash earlierRoot, Hash root, List<Hash> proof) {
        if (earlier < 1 || earlier > size) {
            return false;
        }
        if (earlier == size) {
            return proof.isEmpty() && earlierRoot.equals(root);
        }
        Deque<Hash> path = new ArrayDeque<>(proof);
        if (Long.bitCount(earlier) == 1) {
            path.addFirst(earlierRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        int complete = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >> complete;
        long last = (size - 1) >> complete;
        Hash then = path.removeFirst();
        Hash now = then;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                then = TreeHash.node(sibling, then);
                now = TreeHash.node(sibling, now);
                if ((node & 1) == 0 && node != 0) {
                    int climb = Long.numberOfTrailingZeros(node);
                    node >>= climb;
                    last >>= climb;
                }
            } else {
                now = TreeHash.node(now, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && then.equals(earlierRoot) && now.equals(root);
    }
}
