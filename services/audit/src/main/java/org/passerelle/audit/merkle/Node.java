package org.passerelle.audit.merkle;

/**
 * The address of a complete subtree: it covers the leaves from {@code index << level}, {@code 1 << level} of them. What an address
 * holds never changes, however far the log grows.
 */
public record Node(int level, long index) {
    public Node {
        if (level < 0 || level > 62 || index < 0) {
            throw new IllegalArgumentException("no such node: level " + level + ", index " + index);
        }
    }
}
