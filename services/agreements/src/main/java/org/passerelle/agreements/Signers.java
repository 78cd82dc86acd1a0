package org.passerelle.agreements;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Signatories;

/**
 * Whose signatures over an agreement verify. Each policy asks again for nearly all agreements, and a suspension waits for the policy: what
 * was found for the same terms, signatures and keys is not looked for anew.
 */
final class Signers implements Function<Agreement, Signatories> {
    private static final int MOST = 100_000;
    private static final Map<String, Found> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, PartyKey> keys;

    Signers(Map<String, PartyKey> keys) {
        this.keys = keys;
    }

    /** @param signed without what is not signed: its state and suspensions */
    private record Found(Agreement signed, Map<String, PartyKey> keys, Signatories signatories) {
        boolean of(Agreement agreement, Map<String, PartyKey> with) {
            return signed.equals(agreement) && keys.equals(with);
        }
    }

    @Override
    public Signatories apply(Agreement agreement) {
        Agreement signed = agreement.in(AgreementState.ACTIVE).suspended(Set.of());
        Found known = KNOWN.get(agreement.id());
        if (known != null && known.of(signed, keys)) {
            return known.signatories();
        }
        Signatories signatories = AgreementSigning.signatories(agreement, keys);
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.put(agreement.id(), new Found(signed, keys, signatories));
        return signatories;
    }
}
