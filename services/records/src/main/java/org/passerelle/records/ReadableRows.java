package org.passerelle.records;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.compiled.Condition;
import org.passerelle.core.compiled.MayRead;

/**
 * What a person may read, as part of a statement over {@code record}, {@code version} and {@code portion}. The statement begins with
 * {@link #CONDITIONS} and has the parameters of {@link #parameters} first.
 */
final class ReadableRows {

    /** How many parameters these are; those of the statement's own begin after them. */
    static final int PARAMETERS = 18;

    /** The common table of conditions on the rows of single classes. */
    static final String CONDITIONS = """
            with condition as (
                select * from unnest($6::int[], $7::boolean[], $8::boolean[], $9::boolean[], $10::timestamptz[], $11::timestamptz[],
                        $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::boolean[], $17::boolean[])
                    as row (class_id, own, undated, dated, dated_from, dated_until,
                        marked_from, marked_until, stored_until, stored_after, named, author)
            )
            """;

    /** True of the portions that the person may read. */
    static final String PREDICATE = """
            record.state <> 'QUARANTINED'
            and (portion.retain_until is null or portion.retain_until > $3::timestamptz)
            and (not $4::boolean or version.valid_until is null or version.valid_until > $3)
            and (
                portion.class_id = any($1::int[]) and record.state = 'ACTIVE'
                    and (portion.embargo_until is null or portion.embargo_until <= $3)
                or portion.class_id = any($2::int[])
                or record.id = any($18::text[]) and record.state = 'ACTIVE'
                    and (portion.embargo_until is null or portion.embargo_until <= $3)
                or exists (select from condition
                    where condition.class_id = portion.class_id
                        and (condition.own or record.state = 'ACTIVE'
                            and (portion.embargo_until is null or portion.embargo_until <= $3))
                        and case when version.event_time is null then condition.undated
                            else condition.dated
                                and (condition.dated_from is null or version.event_time >= condition.dated_from)
                                and (condition.dated_until is null or version.event_time < condition.dated_until) end
                        and (condition.marked_from is null or portion.marked_at >= condition.marked_from)
                        and (condition.marked_until is null or portion.marked_at < condition.marked_until)
                        and (condition.stored_until is null or coalesce(portion.since, version.stored_at) <= condition.stored_until)
                        and (condition.stored_after is null or coalesce(portion.since, version.stored_at) > condition.stored_after)
                        and (condition.named is null or condition.named = (portion.eyes_only @> array[$5::text]))
                        and (condition.author is null or condition.author = (coalesce(portion.added_by, version.submitter) = $5)))
            )
            """;

    private ReadableRows() {}

    /** The parameters $1 to $18. */
    static Object[] parameters(MayRead mayRead) {
        List<MayRead.Row> rows = mayRead.rows();
        Instant at = mayRead.at();
        return new Object[] {
            mayRead.classes().toArray(Integer[]::new),
            mayRead.ownClasses().toArray(Integer[]::new),
            at.atOffset(ZoneOffset.UTC),
            mayRead.feed(),
            mayRead.subject(),
            rows.stream().map(MayRead.Row::labelClass).toArray(Integer[]::new),
            booleans(rows, condition -> condition.own()),
            booleans(rows, condition -> condition.undated()),
            booleans(rows, condition -> condition.dated().isPresent()),
            times(rows, condition -> condition.dated().flatMap(span -> bound(span.from()))),
            times(rows, condition -> condition.dated().flatMap(span -> bound(span.until()))),
            times(rows, condition -> bound(condition.marked().from())),
            times(rows, condition -> bound(condition.marked().until())),
            times(rows, condition -> condition.atLeast().map(age -> before(at, age))),
            times(rows, condition -> condition.lessThan().map(age -> before(at, age))),
            booleans(rows, condition -> condition.named().orElse(null)),
            booleans(rows, condition -> condition.author().orElse(null)),
            mayRead.records().toArray(String[]::new),
        };
    }

    private static Optional<Instant> bound(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? Optional.empty() : Optional.of(instant);
    }

    private static Instant before(Instant at, Duration age) {
        return at.minus(age);
    }

    private static @Nullable Boolean[] booleans(List<MayRead.Row> rows, Function<Condition, @Nullable Boolean> column) {
        @Nullable Boolean[] values = new Boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i).condition());
        }
        return values;
    }

    private static @Nullable OffsetDateTime[] times(
            List<MayRead.Row> rows, Function<Condition, Optional<Instant>> column) {
        @Nullable OffsetDateTime[] values = new OffsetDateTime[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i).condition())
                    .map(instant -> instant.atOffset(ZoneOffset.UTC))
                    .orElse(null);
        }
        return values;
    }
}
