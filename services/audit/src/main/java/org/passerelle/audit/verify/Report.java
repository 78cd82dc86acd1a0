package org.passerelle.audit.verify;

import java.util.List;

/** What a verification came to, log by log. */
public record Report(List<LogResult> logs) {
    public Report {
        logs = List.copyOf(logs);
    }

    /** Something was verified, and nothing was wrong. */
    public boolean agrees() {
        return !logs.isEmpty() && logs.stream().allMatch(LogResult::agrees);
    }
}
