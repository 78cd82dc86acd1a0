package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/**
 * A format in which files are taken in. It works in two places: whoever sends a file cuts it into items, and the gateway makes a submission
 * of each. An item says where it stands in the file, and is understood without the others.
 */
public interface ImportFormat {

    /** Characters of the submissions that the items of one piece come to: at the gateway they are held together. */
    int MOST_OF_A_PIECE = 4_000_000;

    /** The name in the API, e.g. {@code ndjson}. */
    String name();

    /**
     * The items of a file, one after the other; the file is never in memory as a whole.
     *
     * @param mapping text of the mapping file, if any; throws {@link UnreadableFile} here and later
     */
    Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException;

    /** Makes submissions of items; throws {@link UnreadableFile} when the format cannot do with this mapping. */
    Translator translator(Optional<String> mapping);
}
