package org.passerelle.node.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** What a benchmark set out to reach, one map each: {@code name}, {@code value}, {@code unit}, {@code goal}, {@code met}. */
public final class Goals {
    private Goals() {}

    /** Says of each whether it was met. */
    public static void tell(List<Map<String, Object>> results, PrintStream out) {
        results.forEach(result -> out.printf(
                "%s %s: %s %s, goal %s%n",
                Boolean.TRUE.equals(result.get("met")) ? "met   " : "MISSED",
                result.get("name"),
                result.get("value"),
                result.get("unit"),
                result.get("goal")));
    }
}
