package org.passerelle.agreements.reading;

import java.util.List;

/** What an account may be; a role never grants reading. */
public final class Roles {
    public static final String PLATFORM_ADMINISTRATOR = "platform-administrator";

    public static final Words WORDS = Words.of(
            "role",
            List.of(
                    "liaison-officer",
                    "analyst",
                    "agreement-administrator",
                    "human-rights-focal-point",
                    "approver",
                    "signatory",
                    "auditor",
                    PLATFORM_ADMINISTRATOR,
                    "partner-system"));

    private Roles() {}
}
