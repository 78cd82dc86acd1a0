package org.passerelle.node.seed;

import java.util.List;
import org.passerelle.agreements.reading.Words;

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
                    "signatory",
                    "auditor",
                    "platform-administrator",
                    "partner-system"));

    private Roles() {}
}
