package org.passerelle.core.diligence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History.HoldCount;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.screening.Allegation;

/**
 * What a releaser did in a year under the Human Rights Due Diligence Policy towards one recipient. Figures, and nothing of what anybody
 * said.
 *
 * @param until end of the year, or the instant of the report while the year lasts
 * @param releases record versions that went out, each time that they did
 * @param disclosures answers and deliveries in which they did
 * @param byUnit releases by unit; under {@link #NO_UNIT} those to accounts of none, under {@link #UNKNOWN} those from before units were
 *     kept
 * @param byType by record type; under {@link #UNKNOWN} those of records that are no longer there
 * @param byMonth by month from 1 to 12, in UTC
 * @param assessments in force at some time of the year, with what happened to each in it
 * @param allegations received in the year, by how they stand
 * @param exemptions asked for in the year, by how they stand (HRDDP H7)
 * @param holds opened in the year, by code and by what became of them
 */
public record YearReport(
        String releaser,
        String recipient,
        int year,
        Instant until,
        long releases,
        long disclosures,
        Map<String, Long> byUnit,
        Map<String, Long> byType,
        Map<String, Long> byPurpose,
        Map<Integer, Long> byMonth,
        List<Then> assessments,
        Mitigations mitigations,
        Map<Allegation.Status, Long> allegations,
        Map<Exemptions.State, Long> exemptions,
        List<HoldCount> holds,
        Reviews reviews) {
    /** Under which releases to accounts without a unit are counted. */
    public static final String NO_UNIT = "";

    /** Under which is counted what is not known. */
    public static final String UNKNOWN = "?";

    public YearReport {
        byUnit = sorted(byUnit);
        byType = sorted(byType);
        byPurpose = sorted(byPurpose);
        byMonth = sorted(byMonth);
        assessments = List.copyOf(assessments);
        allegations = sorted(allegations);
        exemptions = sorted(exemptions);
        holds = List.copyOf(holds);
    }

    private static <K extends Comparable<K>> Map<K, Long> sorted(Map<K, Long> counts) {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Conditions of the assessments that were due in the year or done in it, as of {@link #until}. */
    public record Mitigations(long done, long open, long overdue) {}

    /** Reviews of past releases that were opened in the year, as they stand now. */
    public record Reviews(long done, long open, long settled) {}
}
