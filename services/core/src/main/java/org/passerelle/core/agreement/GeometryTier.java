package org.passerelle.core.agreement;

/** How exactly a place is told; on a fixed grid, so that repeated answers cannot be averaged. */
public enum GeometryTier {
    EXACT,
    KM_10,
    KM_50,
    ADMIN_1
}
