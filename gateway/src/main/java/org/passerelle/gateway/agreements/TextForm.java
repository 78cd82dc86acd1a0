package org.passerelle.gateway.agreements;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The forms in which the text of an agreement is to be had. */
enum TextForm {
    HTML("text/html"),
    PDF("application/pdf");

    private final String mediaType;

    TextForm(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The form of a link, which cannot say what it accepts: {@code html} or {@code pdf}. */
    static Optional<TextForm> named(String name) {
        return Arrays.stream(values())
                .filter(form -> name.equals(form.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The form that a caller prefers (RFC 9110, Accept): HTML among equals, and none where neither is acceptable. */
    static Optional<TextForm> preferred(Optional<String> accept) {
        if (accept.isEmpty()) {
            return Optional.of(HTML);
        }
        String[] ranges = accept.get().toLowerCase(Locale.ROOT).replace(" ", "").split(",");
        return Arrays.stream(values())
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
