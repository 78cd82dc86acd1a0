package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names by the keys of their parts, so that one name is compared with few of many. A name is a candidate when two of its parts share a key
 * with the name asked for, or one that few names have; of names of one or two parts one suffices. Immutable, and safe for many threads.
 */
public final class NameIndex {
    // A key that so few names have suffices alone.
    private static final int FEW = 24;
    private static final byte ENOUGH = 2;
    private static final int[] NOBODY = {};
    private static final Posting NOTHING = new Posting(NOBODY, false);

    /** Equal parts of all names, once. */
    private final List<Part> parts;

    private final List<Name> names;
    private final int[][] partsOfName;
    private final int[][] namesOfPart;
    private final Map<String, Posting> byKey;
    private final Map<String, int[]> runTogether;

    /** Parts that have a key, and whether few names have one of them. */
    private static final class Posting {
        private final int[] parts;
        private final boolean few;

        private Posting(int[] parts, boolean few) {
            this.parts = parts;
            this.few = few;
        }
    }

    private NameIndex(List<Name> names) {
        this.names = List.copyOf(names);
        Map<Part, Integer> ids = new LinkedHashMap<>();
        partsOfName = new int[names.size()][];
        List<Set<Integer>> having = new ArrayList<>();
        Map<String, Set<Integer>> together = new HashMap<>();
        for (int at = 0; at < names.size(); at++) {
            int[] own = new int[names.get(at).parts().size()];
            for (int i = 0; i < own.length; i++) {
                own[i] = ids.computeIfAbsent(names.get(at).parts().get(i), first -> ids.size());
                if (own[i] == having.size()) {
                    having.add(new TreeSet<>());
                }
                having.get(own[i]).add(at);
            }
            partsOfName[at] = own;
            for (String key : Keys.runTogether(names.get(at))) {
                together.computeIfAbsent(key, first -> new TreeSet<>()).add(at);
            }
        }
        parts = List.copyOf(ids.keySet());
        namesOfPart = having.stream().map(NameIndex::numbers).toArray(int[][]::new);
        byKey = postings();
        runTogether = HashMap.newHashMap(together.size());
        together.forEach((key, at) -> runTogether.put(key, numbers(at)));
    }

    public static NameIndex of(List<Name> names) {
        return new NameIndex(names);
    }

    private Map<String, Posting> postings() {
        Map<String, Set<Integer>> growing = new HashMap<>();
        for (int id = 0; id < parts.size(); id++) {
            for (String key : Keys.of(parts.get(id))) {
                growing.computeIfAbsent(key, first -> new TreeSet<>()).add(id);
            }
        }
        Map<String, Posting> postings = HashMap.newHashMap(growing.size());
        growing.forEach((key, ids) -> {
            int reached = ids.stream().mapToInt(id -> namesOfPart[id].length).sum();
            postings.put(key, new Posting(numbers(ids), reached <= FEW));
        });
        return postings;
    }

    private static int[] numbers(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A question about one name; for one thread. */
    public Question ask(Name asked) {
        return new Question(asked);
    }

    /** One name, and which parts of the others may meet its own. */
    public final class Question {
        private static final float UNKNOWN = -1f;

        private final Name asked;
        private final BitSet[] sharing;
        private final float[][] alike;
        private final BitSet together = new BitSet(names.size());
        private final int[] candidates;

        private Question(Name asked) {
            this.asked = asked;
            int own = asked.parts().size();
            this.sharing = new BitSet[own];
            this.alike = new float[own][];
            byte[] shared = new byte[names.size()];
            for (int one = 0; one < own; one++) {
                sharing[one] = new BitSet(parts.size());
                share(one, shared);
            }
            for (String key : Keys.soughtTogether(asked)) {
                for (int at : runTogether.getOrDefault(key, NOBODY)) {
                    together.set(at);
                    shared[at] = ENOUGH;
                }
            }
            this.candidates = candidates(shared);
        }

        private void share(int one, byte[] shared) {
            BitSet counted = new BitSet(names.size());
            for (String key : Keys.of(asked.parts().get(one))) {
                Posting posting = byKey.getOrDefault(key, NOTHING);
                for (int id : posting.parts) {
                    sharing[one].set(id);
                    for (int at : namesOfPart[id]) {
                        if (posting.few) {
                            shared[at] = ENOUGH;
                        } else if (!counted.get(at)) {
                            counted.set(at);
                            shared[at] = (byte) Math.min(ENOUGH, shared[at] + 1);
                        }
                    }
                }
            }
        }

        private int[] candidates(byte[] shared) {
            int[] found = new int[names.size()];
            int count = 0;
            boolean brief = asked.parts().size() <= ENOUGH;
            for (int at = 0; at < shared.length; at++) {
                // In a name of two parts the other one may be alike without sharing a key.
                if (shared[at] == ENOUGH || (shared[at] == 1 && (brief || partsOfName[at].length <= ENOUGH))) {
                    found[count++] = at;
                }
            }
            return Arrays.copyOf(found, count);
        }

        /** Positions of the names worth comparing, in order. */
        public int[] candidates() {
            return candidates.clone();
        }

        /**
         * How well the name at a position fits, where it reaches {@code least}; else 0. It is what {@link NameMatcher#score} says, but that
         * parts without a common key are mostly not compared.
         */
        public double score(int at, double least) {
            int[] ids = partsOfName[at];
            Name other = names.get(at);
            PartLikeness.Source source = (left, right) -> alike(left, ids[right]);
            boolean run = together.get(at);
            return !run && NameMatcher.most(asked, other, source) < least
                    ? 0
                    : NameMatcher.score(asked, other, source, run);
        }

        private float alike(int one, int id) {
            Part mine = asked.parts().get(one);
            Part other = parts.get(id);
            if (!sharing[one].get(id) && !Keys.mayBeAlikeWithout(mine, other)) {
                return 0f;
            }
            float[] known = alike[one];
            if (known == null) {
                known = new float[parts.size()];
                Arrays.fill(known, UNKNOWN);
                alike[one] = known;
            }
            if (known[id] == UNKNOWN) {
                known[id] = PartLikeness.of(mine, other);
            }
            return known[id];
        }
    }

    /** The name at a position. */
    public Name name(int at) {
        return names.get(at);
    }
}
