package org.passerelle.core.bundle;

import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.label.Audience;

/** What a recipient takes upon itself under a clause: obligations, and to whom it may pass on. */
record Terms(Obligations obligations, Audience onward) {

    static Terms of(Clause clause) {
        return new Terms(clause.obligations(), clause.onward());
    }

    /**
     * Whether the more permissive of the two is well defined: equal, or one milder in obligations and at least as wide in its onward
     * terms. Equal obligations with different onward terms are not ordered, since a decision weighs obligations alone.
     */
    boolean ordered(Terms other) {
        return equals(other) || milderThan(other) || other.milderThan(this);
    }

    private boolean milderThan(Terms other) {
        return obligations.milderThan(other.obligations) && within(other.onward, onward);
    }

    /** By name: a group is not taken apart, since its members change. */
    private static boolean within(Audience narrow, Audience wide) {
        return switch (wide) {
            case Audience.Unrestricted anybody -> true;
            case Audience.Only only ->
                switch (narrow) {
                    case Audience.Unrestricted anybody -> false;
                    case Audience.Only fewer -> only.names().containsAll(fewer.names());
                };
        };
    }
}
