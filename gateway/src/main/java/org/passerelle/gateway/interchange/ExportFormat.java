package org.passerelle.gateway.interchange;

import java.util.Map;

/**
 * A format in which views leave. An export is fetched page by page: the beginning, the views and the end, one behind the other, are a file of
 * the format.
 */
public interface ExportFormat {

    /** The name in the API, e.g. {@code ndjson}. */
    String name();

    String contentType();

    /** What stands before the first view. */
    String begin();

    /**
     * A view.
     *
     * @param view its members as {@code GET /records/{id}} shows them
     * @param first whether it is the first of the whole export
     */
    String view(Map<String, Object> view, boolean first);

    /** What stands behind the last view. */
    String end();
}
