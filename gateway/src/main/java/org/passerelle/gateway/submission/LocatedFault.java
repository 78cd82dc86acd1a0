package org.passerelle.gateway.submission;

import java.util.List;
import org.passerelle.platform.json.LocatedJson;

/** A fault with its line and column, from 1. */
public record LocatedFault(Fault fault, int line, int column) {

    /** Places each fault in the document that it was found in. */
    public static List<LocatedFault> place(List<Fault> faults, LocatedJson places) {
        return faults.stream()
                .map(fault -> {
                    LocatedJson.Place place = places.place(fault.pointer());
                    return new LocatedFault(fault, place.line(), place.column());
                })
                .toList();
    }
}
