package org.passerelle.benchmarks.engine;

import org.passerelle.benchmarks.engine.xacml.AuthzForce;
import org.passerelle.benchmarks.workload.Workload;

/** The engines, what is expected of their answers, and the artifact whose version is reported. */
public enum EngineKind {
    PASSERELLE("passerelle", Likeness.SAME_ANSWER, ""),
    INTERPRETER("passerelle-interpreter", Likeness.SAME_ANSWER, ""),
    LINEAR_SCAN("linear-scan", Likeness.SAME_ANSWER, ""),
    AUTHZFORCE("authzforce", Likeness.SAME_VERDICT, "org.ow2.authzforce/authzforce-ce-core-pdp-engine"),
    JCASBIN("jcasbin", Likeness.SAME_VERDICT, "org.casbin/jcasbin"),
    ACCUMULO_ACCESS("accumulo-access", Likeness.LABEL_ONLY, "org.apache.accumulo/accumulo-access-core");

    private final String text;
    private final Likeness likeness;
    private final String artifact;

    EngineKind(String text, Likeness likeness, String artifact) {
        this.text = text;
        this.likeness = likeness;
        this.artifact = artifact;
    }

    /** The name in results. */
    public String text() {
        return text;
    }

    /** How its answers must be like the product's. */
    public Likeness likeness() {
        return likeness;
    }

    /** Group and name of its artifact; empty for what belongs to this build. */
    public String artifact() {
        return artifact;
    }

    /** The largest policy that it is given in a quick run: building AuthzForce's policies takes longer than all the rest. */
    public int quickUpTo() {
        return this == AUTHZFORCE ? 2_000 : Integer.MAX_VALUE;
    }

    /** The engine with the policy of the workload. */
    public Engine load(Workload workload) {
        return switch (this) {
            case PASSERELLE -> new Compiled(workload);
            case INTERPRETER -> new Interpreter(workload);
            case LINEAR_SCAN -> new LinearScan(workload);
            case AUTHZFORCE -> new AuthzForce(workload);
            case JCASBIN -> new Casbin(workload);
            case ACCUMULO_ACCESS -> new AccumuloLabels(workload);
        };
    }
}
