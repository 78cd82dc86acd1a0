package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import org.passerelle.gateway.submission.LocatedFault;

/**
 * Submissions as {@code POST /records} takes them, or views as an export writes them, one a line; empty lines count as lines and are no
 * items.
 */
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
        return Ndjson::translate;
    }

    private static Translator.Translated translate(Item.Whole item) {
        int line = Math.toIntExact(item.line());
        Optional<JsonNode> view = view(item.text());
        return view.isPresent()
                ? PlainView.translated(view.get(), fault -> new LocatedFault(fault.fault(), line, 0))
                : new Translator.Translated.Submission(
                        item.text(), fault -> new LocatedFault(fault.fault(), line, fault.column()));
    }

    /** A view that came back. Lines are many and views few: what has not its words is not read to see. */
    private static Optional<JsonNode> view(String line) {
        return line.contains("\"releaser\"") && line.contains("\"handling\"")
                ? ExactJson.tree(line).filter(PlainView::is)
                : Optional.empty();
    }

    private static void refuse(Optional<String> mapping) {
        if (mapping.isPresent()) {
            throw new UnreadableFile("", 0, 0, "lines of JSON are submissions already; they take no mapping");
        }
    }
}
