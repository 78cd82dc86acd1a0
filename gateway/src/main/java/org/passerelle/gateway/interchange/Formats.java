package org.passerelle.gateway.interchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/** The formats that there are. */
public final class Formats {
    private static final List<ImportFormat> IMPORTS =
            List.of(new Ndjson(), new Csv(), new GeoJson(), new Stix(), new Misp());
    private static final List<Supplier<ExportFormat>> EXPORTS =
            List.of(NdjsonExport::new, CsvExport::new, GeoJsonExport::new, StixExport::new, MispExport::new);

    private Formats() {}

    public static Optional<ImportFormat> toImport(String name) {
        return IMPORTS.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Names of the formats in which files are taken in. */
    public static List<String> imports() {
        return IMPORTS.stream().map(ImportFormat::name).toList();
    }

    /** By which a mapping is known again, however it is spaced; throws {@link org.passerelle.platform.json.JsonFault} where it is no JSON. */
    public static String digest(String mapping) {
        return Sha256.hex(Json.tree(mapping).toString());
    }

    /** Writes one page. */
    public static Optional<ExportFormat> toExport(String name) {
        return EXPORTS.stream()
                .map(Supplier::get)
                .filter(format -> format.name().equals(name))
                .findFirst();
    }

    /** Names of the formats in which views leave. */
    public static List<String> exports() {
        return EXPORTS.stream().map(format -> format.get().name()).toList();
    }
}
