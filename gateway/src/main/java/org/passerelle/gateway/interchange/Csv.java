package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/** Tables with a header (RFC 4180), whose columns become parts of a submission as a {@link Mapping} says. */
final class Csv implements ImportFormat {

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        Mapping read = required(mapping);
        return new TableRows(
                new CsvReader(file, read.table().delimiter(), read.table().encoding()), read);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        return new MappedTranslator(required(mapping));
    }

    private static Mapping required(Optional<String> mapping) {
        return Mapping.read(mapping.orElseThrow(
                () -> new UnreadableFile("", 0, 0, "a table needs a mapping that says which column becomes what")));
    }
}
