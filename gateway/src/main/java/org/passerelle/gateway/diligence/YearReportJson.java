package org.passerelle.gateway.diligence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.diligence.YearReport;
import org.passerelle.core.message.History.HoldCount;

/** The figures of a year. */
final class YearReportJson {
    private YearReportJson() {}

    static Map<String, Object> of(YearReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("releaser", report.releaser());
        json.put("recipient", report.recipient());
        json.put("year", report.year());
        json.put("until", report.until());
        json.put("releases", report.releases());
        json.put("disclosures", report.disclosures());
        json.put("byUnit", counts("unit", report.byUnit()));
        json.put("byType", counts("type", report.byType()));
        json.put("byPurpose", counts("purpose", report.byPurpose()));
        json.put("byMonth", counts("month", report.byMonth()));
        json.put(
                "assessments",
                report.assessments().stream().map(DueDiligenceJson::of).toList());
        json.put("mitigations", report.mitigations());
        json.put("allegations", counts("status", report.allegations()));
        json.put("exemptions", counts("state", report.exemptions()));
        json.put("holds", report.holds().stream().map(YearReportJson::of).toList());
        json.put("reviews", report.reviews());
        return json;
    }

    /** What is not known has no name, and what has none an empty one. */
    private static <K> List<Map<String, Object>> counts(String name, Map<K, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    if (!each.getKey().equals(YearReport.UNKNOWN)) {
                        json.put(name, each.getKey());
                    }
                    json.put("count", each.getValue());
                    return json;
                })
                .toList();
    }

    private static Map<String, Object> of(HoldCount hold) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", hold.code().name());
        json.put("state", hold.state());
        json.put("count", hold.holds());
        return json;
    }
}
