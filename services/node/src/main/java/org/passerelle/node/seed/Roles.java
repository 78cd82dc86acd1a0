package org.passerelle.node.seed;

import java.util.List;

/** What an account may be; a role never grants reading. */
final class Roles {
    static final Words WORDS = Words.of(
            "role",
            List.of(
                    "liaison-officer",
                    "analyst",
                    "agreement-administrator",
                    "human-rights-focal-point",
                    "approver",
                    "auditor",
                    "platform-administrator",
                    "partner-system"));

    private Roles() {}
}
