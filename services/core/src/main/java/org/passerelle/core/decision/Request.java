package org.passerelle.core.decision;

import java.util.Set;

/**
 * Who asks for what.
 *
 * @param subject account id from the verified token
 * @param endUsers units or parties behind the recipient that the request names
 */
public record Request(String subject, Strength strength, Action action, String purpose, Set<String> endUsers) {
    public Request {
        endUsers = Set.copyOf(endUsers);
    }
}
