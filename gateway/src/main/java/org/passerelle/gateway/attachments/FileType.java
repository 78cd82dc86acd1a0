package org.passerelle.gateway.attachments;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of files that may be attached: a closed list, each with the ends that its names may have. */
public enum FileType {
    PDF("application/pdf"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    TEXT("text/plain"),
    CSV("text/csv"),
    JSON("application/json"),
    GEOJSON("application/geo+json");

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Without parameters, in small letters. */
    public String mediaType() {
        return mediaType;
    }

    /** As a header says it on the way out. */
    public String header() {
        return switch (this) {
            case TEXT, CSV -> mediaType + "; charset=utf-8";
            case PDF, PNG, JPEG, JSON, GEOJSON -> mediaType;
        };
    }

    /** Of a Content-Type header; of texts only UTF-8 is known. */
    public static Optional<FileType> claimed(String header) {
        String plain = header.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        String bare = plain.endsWith(";charset=utf-8") ? plain.substring(0, plain.indexOf(';')) : plain;
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(bare))
                .findFirst();
    }

    /** Whether a file of this type may have that name. */
    public boolean fits(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return ends().stream().anyMatch(end -> small.endsWith("." + end) && small.length() > end.length() + 1);
    }

    private List<String> ends() {
        return switch (this) {
            case PDF -> List.of("pdf");
            case PNG -> List.of("png");
            case JPEG -> List.of("jpg", "jpeg");
            case TEXT -> List.of("txt");
            case CSV -> List.of("csv");
            case JSON -> List.of("json");
            case GEOJSON -> List.of("geojson", "json");
        };
    }

    /** The types as they are told to people. */
    public static String known() {
        return String.join(
                ", ", Arrays.stream(values()).map(FileType::mediaType).toList());
    }
}
