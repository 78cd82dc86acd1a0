package org.passerelle.gateway.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.message.Imports;

/** What the API says of imports. */
final class ImportJson {
    private ImportJson() {}

    static Map<String, Object> of(Imports.Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", job.id());
        json.put("name", job.name());
        json.put("format", job.format());
        job.mappingDigest().ifPresent(digest -> json.put("mapping", digest));
        json.put("state", state(job));
        json.put("openedAt", job.openedAt());
        job.completedAt().ifPresent(at -> json.put("completedAt", at));
        job.closedAt().ifPresent(at -> json.put("closedAt", at));
        json.put("next", job.next());
        json.put("stored", job.stored());
        json.put("refused", job.refused());
        return json;
    }

    private static String state(Imports.Job job) {
        if (job.completedAt().isPresent()) {
            return "completed";
        }
        return job.closedAt().isPresent() ? "closed" : "open";
    }

    static Map<String, Object> of(Imports.Piece piece, Imports.Job job) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", piece.first());
        json.put("items", piece.items());
        json.put("stored", piece.stored());
        json.put("refused", piece.refused());
        json.put("import", of(job));
        return json;
    }

    static Map<String, Object> of(Imports.Found found) {
        Imports.Fault fault = found.fault();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("item", found.item());
        json.put("line", fault.line());
        if (fault.column() > 0) {
            json.put("column", fault.column());
        }
        json.put("pointer", fault.pointer());
        json.put("code", fault.code());
        json.put("message", fault.message());
        return json;
    }
}
