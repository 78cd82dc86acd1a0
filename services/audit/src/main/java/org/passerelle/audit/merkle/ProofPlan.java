package org.passerelle.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a proof of RFC 6962 §2.1.1 and §2.1.2 consists of, in terms of stored nodes: a proof costs a number of look-ups that grows
 * with the logarithm of the log, never a scan.
 *
 * @param subtrees in proof order; each the nodes from left to right that fold into one hash
 */
public record ProofPlan(List<List<Node>> subtrees) {

    public ProofPlan {
        subtrees = subtrees.stream().map(List::copyOf).toList();
    }

    /** The proof that leaf {@code index} is in the tree of the first {@code size} leaves; empty when it cannot be. */
    public static Optional<ProofPlan> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        List<List<Node>> subtrees = new ArrayList<>();
        addPath(index, 0, size, subtrees);
        return Optional.of(new ProofPlan(subtrees));
    }

    /** The proof that the first {@code earlier} leaves of the tree of {@code size} are unchanged; empty when it cannot be. */
    public static Optional<ProofPlan> consistency(long earlier, long size) {
        if (earlier < 1 || earlier > size) {
            return Optional.empty();
        }
        List<List<Node>> subtrees = new ArrayList<>();
        addSubproof(earlier, 0, size, true, subtrees);
        return Optional.of(new ProofPlan(subtrees));
    }

    /** Every node that the proof reads. */
    public Set<Node> nodes() {
        return subtrees.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    public List<Hash> hashes(Function<Node, Hash> stored) {
        return subtrees.stream()
                .map(nodes -> Frontier.fold(nodes.stream().map(stored).toList()))
                .toList();
    }

    private static void addPath(long index, long from, long until, List<List<Node>> subtrees) {
        if (until - from == 1) {
            return;
        }
        long middle = from + split(until - from);
        if (index < middle) {
            addPath(index, from, middle, subtrees);
            subtrees.add(cover(middle, until));
        } else {
            addPath(index, middle, until, subtrees);
            subtrees.add(cover(from, middle));
        }
    }

    /** SUBPROOF of RFC 6962 §2.1.2; {@code whole}: the verifier already has the hash of the earlier tree. */
    private static void addSubproof(long earlier, long from, long until, boolean whole, List<List<Node>> subtrees) {
        if (earlier == until) {
            if (!whole) {
                subtrees.add(cover(from, until));
            }
            return;
        }
        long middle = from + split(until - from);
        if (earlier <= middle) {
            addSubproof(earlier, from, middle, whole, subtrees);
            subtrees.add(cover(middle, until));
        } else {
            addSubproof(earlier, middle, until, false, subtrees);
            subtrees.add(cover(from, middle));
        }
    }

    /** The largest power of two below {@code leaves}. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** Complete subtrees, from the largest to the smallest, that together are the leaves from {@code from} to {@code until}. */
    private static List<Node> cover(long from, long until) {
        List<Node> nodes = new ArrayList<>();
        long start = from;
        while (start < until) {
            int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(until - start);
            nodes.add(new Node(level, start >> level));
            start += 1L << level;
        }
        return nodes;
    }
}
