package org.passerelle.gateway.interchange;

import java.util.Map;
import org.passerelle.platform.json.Json;

/** Views, one a line. */
final class NdjsonExport implements ExportFormat {

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String view(Map<String, Object> view, boolean first) {
        return Json.write(view) + "\n";
    }

    @Override
    public String end() {
        return "";
    }
}
