package org.passerelle.audit.verify;

import java.util.Optional;

/**
 * The first thing wrong with a log.
 *
 * @param index of the entry, where it is about one
 */
public record Fault(String what, Optional<Long> index) {

    static Fault of(String what) {
        return new Fault(what, Optional.empty());
    }

    static Fault at(long index, String what) {
        return new Fault(what, Optional.of(index));
    }
}
