package org.passerelle.gateway.edge;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Times;

/** Parameters of a query, read strictly; every method fails with a {@link Refusal} that names the parameter. */
public final class Query {
    private final Function<String, Optional<String>> values;

    /** @param values of parameters, by name */
    public Query(Function<String, Optional<String>> values) {
        this.values = values;
    }

    public Optional<String> text(String name) {
        return values.apply(name);
    }

    public String required(String name) {
        return text(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> Call.parameter(name, Fault.Code.MISSING, name + " is missing"));
    }

    public Optional<Instant> time(String name) {
        return text(name)
                .map(text -> Times.parse(text)
                        .orElseThrow(() -> Call.parameter(
                                name,
                                Fault.Code.NOT_A_TIME,
                                "is not a time that exists, such as 2015-01-20T09:00:00Z")));
    }

    /** A whole number within bounds, or {@code otherwise} when absent. */
    public long number(String name, long least, long most, long otherwise) {
        return text(name)
                .map(text -> {
                    Refusal refusal = Call.parameter(
                            name, Fault.Code.WRONG_TYPE, "must be a whole number from " + least + " to " + most);
                    try {
                        long number = Long.parseLong(text);
                        if (number < least || number > most) {
                            throw refusal;
                        }
                        return number;
                    } catch (NumberFormatException notANumber) {
                        throw refusal;
                    }
                })
                .orElse(otherwise);
    }
}
