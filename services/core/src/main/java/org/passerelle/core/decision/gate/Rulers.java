package org.passerelle.core.decision.gate;

/** Roles in which a HOLD is ruled. */
final class Rulers {

    static final String LIAISON_OFFICER = "liaison-officer";
    static final String FOCAL_POINT = "human-rights-focal-point";
    static final String APPROVER = "approver";

    private Rulers() {}
}
