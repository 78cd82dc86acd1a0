package org.passerelle.core.explanation;

import java.util.List;
import java.util.Optional;

/**
 * An explanation in the sentences of one language.
 *
 * @param verdict the verdict in a word
 * @param headline one sentence that says why
 * @param stories in the order of the explanation's
 */
public record Told(
        Language language, String verdict, String headline, List<ToldLine> request, List<ToldStory> stories) {
    public Told {
        request = List.copyOf(request);
        stories = List.copyOf(stories);
    }

    /**
     * One gate.
     *
     * @param gate its name
     * @param outcome what it came to, in a word
     * @param fact the sentence on what decided it
     * @param remedy what would change it; only where it holds or fails
     */
    public record ToldLine(String gate, String outcome, String fact, Optional<String> remedy) {}

    /**
     * Portions that fare alike.
     *
     * @param subject the portions in words
     * @param verdict their verdict in a word
     * @param why one sentence
     */
    public record ToldStory(String subject, String verdict, String why, List<ToldLine> lines) {
        public ToldStory {
            lines = List.copyOf(lines);
        }
    }
}
