package org.passerelle.gateway.interchange;

import java.util.List;
import java.util.Optional;

/** The formats that there are. */
public final class Formats {
    private static final List<ImportFormat> IMPORTS = List.of(new Ndjson(), new Csv(), new GeoJson());
    private static final List<ExportFormat> EXPORTS = List.of(new NdjsonExport(), new CsvExport(), new GeoJsonExport());

    private Formats() {}

    public static Optional<ImportFormat> toImport(String name) {
        return IMPORTS.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Names of the formats in which files are taken in. */
    public static List<String> imports() {
        return IMPORTS.stream().map(ImportFormat::name).toList();
    }

    public static Optional<ExportFormat> toExport(String name) {
        return EXPORTS.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Names of the formats in which views leave. */
    public static List<String> exports() {
        return EXPORTS.stream().map(ExportFormat::name).toList();
    }
}
