package org.passerelle.core.agreement.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.agreement.text.LegalText.Provision;

/** Writes one article, provision by provision; what terms leave out is said as well. */
public final class Drafting {
    private final Wording wording;
    private final int number;
    private final List<Provision> provisions = new ArrayList<>();

    /** @param number of the article */
    public Drafting(Wording wording, int number) {
        this.wording = wording;
        this.number = number;
    }

    /** What was written. */
    public Article article(String heading) {
        return new Article(number, heading, provisions);
    }

    /** A provision on {@code topic} by a sentence of its own. */
    public void say(String topic, String sentence, Map<String, String> values) {
        under(wording.sentences().text("term." + topic), sentence, values);
    }

    /** A provision under a term that the terms give. */
    public void under(String term, String sentence, Map<String, String> values) {
        provisions.add(new Provision(number + "." + (provisions.size() + 1), term, wording.say(sentence, values)));
    }

    /** A provision on {@code topic} by the sentence of that name. */
    public void say(String topic, Map<String, String> values) {
        say(topic, topic, values);
    }

    /** What may be left out. */
    public void optional(String topic, String place, Optional<String> words) {
        words.ifPresentOrElse(
                present -> say(topic, Map.of(place, present)), () -> say(topic, topic + ".none", Map.of()));
    }

    /** What may be left out by naming nothing. */
    public void some(String topic, String place, Collection<?> named, String words) {
        optional(topic, place, named.isEmpty() ? Optional.empty() : Optional.of(words));
    }

    void flag(String topic, boolean set) {
        say(topic, topic + (set ? ".yes" : ".no"), Map.of());
    }
}
