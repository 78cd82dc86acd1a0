package org.passerelle.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.attachments.FileType;
import org.passerelle.gateway.interchange.ExportFormat;
import org.passerelle.gateway.interchange.Formats;

/** The OpenAPI file names the media types that the gateway takes and sends. */
class MediaTypesTest {
    private static final String CHARSET = "; charset=utf-8";

    private final JsonNode file = file();

    private static JsonNode file() {
        try (InputStream file =
                Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi/passerelle.yaml"))) {
            return new YAMLMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void filesAreTakenAndGivenAsWhatTheyAre() {
        Set<String> taken = declared("/records/{id}/attachments", "post", "/requestBody");
        assertEquals(Arrays.stream(FileType.values()).map(FileType::mediaType).collect(Collectors.toSet()), taken);
        taken.forEach(type -> assertEquals(
                Optional.of(type), FileType.claimed(type).map(FileType::mediaType), "what is declared is accepted"));
        Set<String> given = new TreeSet<>(Set.of("application/octet-stream"));
        Arrays.stream(FileType.values()).forEach(type -> given.add(bare(type.header())));
        assertEquals(given, declared("/records/{id}/attachments/{attachment}", "get", "/responses/200"));
    }

    @Test
    void pagesOfAnExportAreInOneOfItsFormats() {
        assertEquals(
                exports()
                        .map(ExportFormat::contentType)
                        .map(MediaTypesTest::bare)
                        .collect(Collectors.toSet()),
                declared("/exports/{id}/pages", "get", "/responses/200"));
    }

    private Set<String> declared(String path, String method, String body) {
        Set<String> types = new TreeSet<>();
        file.path("paths")
                .path(path)
                .path(method)
                .at(body + "/content")
                .fieldNames()
                .forEachRemaining(types::add);
        return types;
    }

    private static Stream<ExportFormat> exports() {
        return Formats.exports().stream().map(name -> Formats.toExport(name).orElseThrow());
    }

    /** A parameter of the type itself stays; in which characters it is written is none. */
    private static String bare(String header) {
        return header.endsWith(CHARSET) ? header.substring(0, header.length() - CHARSET.length()) : header;
    }
}
