package org.passerelle.platform.json;

import java.util.Optional;

/** A fault whose line and column are still unknown. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final String pointer;
    final String problem;
    final transient Optional<String> suggestion;

    Misfit(String pointer, String problem, Optional<String> suggestion) {
        super(problem, null, false, false);
        this.pointer = pointer;
        this.problem = problem;
        this.suggestion = suggestion;
    }
}
