package org.passerelle.gateway.interchange;

import java.util.UUID;

/**
 * A format in which views leave. An export is fetched page by page: the beginning, the views and the end, one behind the other, are a file of
 * the format. An instance writes one page.
 */
public interface ExportFormat {

    /** The name in the API, e.g. {@code ndjson}. */
    String name();

    String contentType();

    /**
     * What stands before the first view.
     *
     * @param file tells this export from others
     */
    String begin(UUID file);

    /** A view; {@code first} says whether it is the first of the whole export. */
    String view(Leaving leaving, boolean first);

    /** What stands behind the last view. */
    String end();
}
