package org.passerelle.gateway.interchange;

import java.util.UUID;
import org.passerelle.platform.json.Json;

/** Views with their times, one a line. */
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
    public String begin(UUID file) {
        return "";
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        return Json.write(leaving.dated()) + "\n";
    }

    @Override
    public String end() {
        return "";
    }
}
