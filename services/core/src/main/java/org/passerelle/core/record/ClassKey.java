package org.passerelle.core.record;

import java.util.Collection;
import java.util.TreeSet;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;

/** Writes a label class as text, each word with its length before it, so that no two classes read alike. */
final class ClassKey {

    private final StringBuilder text = new StringBuilder();

    private ClassKey() {}

    static String of(RecordFacts labelClass) {
        ClassKey key = new ClassKey();
        PortionFacts portion = labelClass.portions().getFirst();
        key.word(labelClass.releaser()).word(labelClass.type()).word(portion.sourceType());
        key.words(labelClass.areas()).words(labelClass.tags());
        portion.label().ifPresent(key::label);
        portion.custody().forEach(key::receipt);
        return key.text.toString();
    }

    private void label(Label label) {
        word(label.level().name()).word(label.tlp().name());
        words(label.originators()).audience(label.purposes());
        words(label.compartments()).audience(label.releasableTo());
        words(label.notReleasableTo()).audience(label.eyesOnly()).words(label.flags());
        audience(label.onward());
    }

    private void receipt(Receipt receipt) {
        word(receipt.releaser()).word(receipt.holder()).word(receipt.type());
        audience(receipt.onward());
    }

    private ClassKey audience(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> word("*");
            case Audience.Only only -> words(only.names());
        };
    }

    private ClassKey words(Collection<String> words) {
        text.append('[');
        new TreeSet<>(words).forEach(this::word);
        text.append(']');
        return this;
    }

    private ClassKey word(String word) {
        text.append(word.length()).append(':').append(word);
        return this;
    }
}
