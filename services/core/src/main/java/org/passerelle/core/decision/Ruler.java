package org.passerelle.core.decision;

/** Who may lift a HOLD: somebody of {@code party} in {@code role}, or exactly {@code account} when it is not empty. */
public record Ruler(String party, String role, String account) {}
