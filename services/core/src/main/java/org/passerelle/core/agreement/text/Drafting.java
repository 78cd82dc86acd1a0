package org.passerelle.core.agreement.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.agreement.text.LegalText.Provision;

/** Writes one article, provision by provision; what terms leave out is said as well. */
final class Drafting {
    private final Wording wording;
    private final int number;
    private final List<Provision> provisions = new ArrayList<>();

    Drafting(Wording wording, int number) {
        this.wording = wording;
        this.number = number;
    }

    Article article(String heading) {
        return new Article(number, heading, provisions);
    }

    /** A provision on {@code topic} by a sentence of its own. */
    void say(String topic, String sentence, Map<String, String> values) {
        under(wording.sentences().text("term." + topic), sentence, values);
    }

    /** A provision under a term that the terms give. */
    void under(String term, String sentence, Map<String, String> values) {
        provisions.add(new Provision(number + "." + (provisions.size() + 1), term, wording.say(sentence, values)));
    }

    void say(String topic, Map<String, String> values) {
        say(topic, topic, values);
    }

    /** What may be left out. */
    void optional(String topic, String place, Optional<String> words) {
        words.ifPresentOrElse(
                present -> say(topic, Map.of(place, present)), () -> say(topic, topic + ".none", Map.of()));
    }

    /** What may be left out by naming nothing. */
    void some(String topic, String place, Collection<?> named, String words) {
        optional(topic, place, named.isEmpty() ? Optional.empty() : Optional.of(words));
    }

    void flag(String topic, boolean set) {
        say(topic, topic + (set ? ".yes" : ".no"), Map.of());
    }
}
