package org.passerelle.gateway.edge;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Texts;
import org.passerelle.gateway.submission.Times;

/** Parameters of a query, read strictly: each fault names its parameter, which is not read then. */
public final class Query {
    private final Function<String, Optional<String>> values;
    private final Consumer<Fault> faults;

    /**
     * Refuses the first fault at once.
     *
     * @param values of parameters, by name
     */
    public Query(Function<String, Optional<String>> values) {
        this(values, fault -> {
            throw Call.parameter(fault.pointer(), fault.code(), fault.message());
        });
    }

    /**
     * Goes on behind a fault.
     *
     * @param faults hears of each; whoever gave this refuses what was read if there was any
     */
    public Query(Function<String, Optional<String>> values, Consumer<Fault> faults) {
        this.values = values;
        this.faults = faults;
    }

    public Optional<String> text(String name) {
        return values.apply(name);
    }

    /** A text of one to {@code longest} characters. */
    public Optional<String> text(String name, int longest) {
        return text(name).filter(text -> {
            Optional<Fault> fault = Texts.fault(text, name, longest);
            fault.ifPresent(faults);
            return fault.isEmpty();
        });
    }

    /**
     * The same, if it is one that may stand there.
     *
     * @param check adds what is wrong with the text
     */
    public Optional<String> text(String name, int longest, BiConsumer<String, Faults> check) {
        return text(name, longest).filter(text -> {
            Faults found = new Faults();
            check.accept(text, found);
            found.list().forEach(faults);
            return found.none();
        });
    }

    /** The text of a parameter that must be there; empty behind a fault. */
    public String required(String name) {
        Optional<String> value = text(name).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            fault(name, Fault.Code.MISSING, name + " is missing");
        }
        return value.orElse("");
    }

    /** True or false; {@code otherwise} when absent. */
    public boolean truth(String name, boolean otherwise) {
        return text(name)
                .map(text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        fault(name, Fault.Code.WRONG_TYPE, "must be true or false");
                    }
                    return text.equals("true");
                })
                .orElse(otherwise);
    }

    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            Optional<Instant> time = Times.parse(text);
            if (time.isEmpty()) {
                fault(name, Fault.Code.NOT_A_TIME, "is not a time that exists, such as 2015-01-20T09:00:00Z");
            }
            return time;
        });
    }

    /** A whole number within bounds. */
    public Optional<Long> number(String name, long least, long most) {
        return text(name).flatMap(text -> {
            Optional<Long> number = whole(text).filter(one -> one >= least && one <= most);
            if (number.isEmpty()) {
                fault(name, Fault.Code.WRONG_TYPE, "must be a whole number from " + least + " to " + most);
            }
            return number;
        });
    }

    /** A whole number within bounds, or {@code otherwise} when absent. */
    public long number(String name, long least, long most, long otherwise) {
        return number(name, least, most).orElse(otherwise);
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Says what is wrong with a parameter. */
    public void fault(String name, Fault.Code code, String message) {
        faults.accept(new Fault(name, code, message));
    }
}
