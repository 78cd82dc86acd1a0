package org.passerelle.node.identity;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;

/** Everything that Keycloak must know beyond the realm file: taken from configuration, never from code. */
public record IdentityPlan(
        List<Party> parties, List<Account> accounts, Map<String, Set<String>> rolesByOperation, List<URI> gateways) {

    public IdentityPlan {
        parties = List.copyOf(parties);
        accounts = List.copyOf(accounts);
        rolesByOperation = Map.copyOf(rolesByOperation);
        gateways = List.copyOf(gateways);
    }

    /** The plan for these parties and accounts behind these gateways. */
    public static IdentityPlan of(Collection<Party> parties, Collection<Account> accounts, List<URI> gateways) {
        return new IdentityPlan(List.copyOf(parties), List.copyOf(accounts), OperationRoles.read(), gateways);
    }

    /** Those who sign in at the portal. */
    List<Account> persons() {
        return of(Account.Kind.PERSON);
    }

    /** The partner organisations' systems. */
    List<Account> clients() {
        return of(Account.Kind.CLIENT);
    }

    private List<Account> of(Account.Kind kind) {
        return accounts.stream().filter(account -> account.kind() == kind).toList();
    }
}
