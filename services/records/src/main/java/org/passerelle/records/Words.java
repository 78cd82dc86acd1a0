package org.passerelle.records;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.record.Content;

/** The text of a portion that search reads. */
final class Words {
    private Words() {}

    static String of(Content content) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.Attachment file -> "";
            case Content.Head head ->
                head.details().values().stream().flatMap(Words::texts).collect(Collectors.joining("\n"));
        };
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Collection<?> list -> list.stream().flatMap(Words::texts);
            case Map<?, ?> statement -> statement.values().stream().flatMap(Words::texts);
            default -> Stream.empty();
        };
    }
}
