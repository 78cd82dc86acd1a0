package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import org.passerelle.gateway.submission.LocatedFault;

/** Submissions as {@code POST /records} takes them, one a line; empty lines count as lines and are no items. */
final class Ndjson implements ImportFormat {

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        refuse(mapping);
        return new Lines(file);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        refuse(mapping);
        return item -> new Translator.Translated.Submission(
                item.text(), fault -> new LocatedFault(fault.fault(), Math.toIntExact(item.line()), fault.column()));
    }

    private static void refuse(Optional<String> mapping) {
        if (mapping.isPresent()) {
            throw new UnreadableFile("", 0, 0, "lines of JSON are submissions already; they take no mapping");
        }
    }
}
