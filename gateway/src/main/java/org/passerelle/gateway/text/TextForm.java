package org.passerelle.gateway.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a document is to be had. */
public enum TextForm {
    HTML("text/html"),
    PDF("application/pdf"),
    JSON("application/json");

    /** Of a text that is read. */
    public static final List<TextForm> TEXTS = List.of(HTML, PDF);

    /** Of one whose facts are to be had as well. */
    public static final List<TextForm> DOCUMENTS = List.of(JSON, HTML, PDF);

    private final String mediaType;

    TextForm(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The form of a link, which cannot say what it accepts, e.g. {@code pdf}. */
    public static Optional<TextForm> named(String name, List<TextForm> offered) {
        return offered.stream()
                .filter(form -> name.equals(form.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The form that a caller prefers (RFC 9110, Accept): the first offered among equals, and none where none is acceptable. */
    public static Optional<TextForm> preferred(Optional<String> accept, List<TextForm> offered) {
        if (accept.isEmpty()) {
            return offered.stream().findFirst();
        }
        String[] ranges = accept.get().toLowerCase(Locale.ROOT).replace(" ", "").split(",");
        return offered.stream()
                .filter(form -> form.quality(ranges) > 0)
                .sorted(Comparator.comparingDouble((TextForm form) -> form.quality(ranges))
                        .reversed())
                .findFirst();
    }

    /** That of the most specific range that names this form. */
    private double quality(String[] ranges) {
        return Arrays.stream(ranges)
                .map(range -> range.split(";"))
                .filter(range -> specificity(range[0]) > 0)
                .max(Comparator.comparingInt(range -> specificity(range[0])))
                .map(TextForm::weight)
                .orElse(0.0);
    }

    private int specificity(String range) {
        if (range.equals(mediaType)) {
            return 3;
        }
        if (range.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double weight(String[] range) {
        return Arrays.stream(range)
                .filter(parameter -> parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)"))
                .map(parameter -> Double.parseDouble(parameter.substring(2)))
                .findFirst()
                .orElse(1.0);
    }
}
