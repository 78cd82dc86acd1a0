package org.passerelle.gateway.edge;

/** Ends a flow with a problem. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.kind().name(), null, false, false);
        this.problem = problem;
    }

    public Refusal(Problem.Kind kind) {
        this(Problem.of(kind));
    }

    public Problem problem() {
        return problem;
    }
}
