package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.passerelle.agreements.reading.Dates;
import org.passerelle.agreements.reading.Source;
import org.passerelle.core.message.Agreements.Misread;

/** Collects what is wrong with something that was sent. */
final class Misreading implements Source {
    private final List<Misread> faults = new ArrayList<>();
    private final Instant at;

    /** @param at from when relative dates are counted */
    Misreading(Instant at) {
        this.at = at;
    }

    boolean none() {
        return faults.isEmpty();
    }

    List<Misread> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void fault(String pointer, Kind kind, String message) {
        faults.add(new Misread(pointer, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), message));
    }

    @Override
    public Dates dates() {
        return new Dates(at);
    }
}
