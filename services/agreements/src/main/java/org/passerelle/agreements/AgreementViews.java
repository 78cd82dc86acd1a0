package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Agreements.Look;
import org.passerelle.core.message.Agreements.Looked;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.core.message.Agreements.View;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/** Agreements as a party may see them: a draft is its author's alone, and an agreement of others is absent. */
final class AgreementViews {
    private AgreementViews() {}

    static Future<Looked> look(SqlClient client, Look look, Instant at) {
        return MasterStore.keys(client)
                .compose(keys -> look.agreement()
                        .map(id -> AgreementStore.life(client, id)
                                .map(life -> life.map(List::of).orElse(List.of())))
                        .orElseGet(() -> AgreementStore.lives(client))
                        .map(lives -> new Looked(lives.stream()
                                .flatMap(life -> of(life, look.party(), keys, at).stream())
                                .toList())));
    }

    /** The agreement as {@code party} may see it; empty where it may not even know of it. */
    static Optional<View> of(AgreementLife life, String party, Map<String, PartyKey> keys, Instant at) {
        List<AgreementVersion> visible = life.versions().stream()
                .filter(version -> life.visible(version, party))
                .toList();
        if (visible.isEmpty()) {
            return Optional.empty();
        }
        int shown = life.deciding()
                .filter(visible::contains)
                .orElseGet(visible::getLast)
                .number();
        View untagged = new View(
                life.id(),
                shown,
                visible.stream()
                        .map(version -> version(life, version, party, keys, at))
                        .toList(),
                life.events().stream()
                        .filter(event -> tells(life, event, party))
                        .toList(),
                life.suspendedBy(),
                life.endsAt(),
                "");
        return Optional.of(new View(
                untagged.id(),
                untagged.shown(),
                untagged.versions(),
                untagged.history(),
                untagged.suspendedBy(),
                untagged.endsAt(),
                Sha256.hex(Json.write(untagged))));
    }

    // When and how often others wrote before they proposed is theirs.
    private static boolean tells(AgreementLife life, Event event, String party) {
        boolean writing = switch (event.event()) {
            case DRAFTED, REVISED, AMENDED -> true;
            case PROPOSED, COUNTERED, WITHDRAWN, APPROVED, SIGNED, ACTIVATED, SUPERSEDED -> false;
            case SUSPENDED, REINSTATED, NOTICED, TERMINATED, EXPIRED -> false;
        };
        return life.visible(life.version(event.version()), party)
                && (!writing || event.party().equals(party));
    }

    private static Version version(
            AgreementLife life, AgreementVersion version, String party, Map<String, PartyKey> keys, Instant at) {
        Map<String, String> published = new TreeMap<>();
        version.agreement()
                .signatures()
                .values()
                .forEach(signature -> Optional.ofNullable(keys.get(signature.keyId()))
                        .ifPresent(key -> published.put(signature.keyId(), key.publicKey())));
        return new Version(
                life.agreement(version, at),
                version.party(),
                basis(life, version, party),
                version.at(),
                life.by(version.number(), AgreementEvent.APPROVED),
                life.by(version.number(), AgreementEvent.SIGNED),
                published);
    }

    // The nearest that may be seen: drafts in between are their author's.
    private static Optional<Integer> basis(AgreementLife life, AgreementVersion version, String party) {
        Optional<AgreementVersion> basis = version.basis().map(life::version);
        while (basis.filter(earlier -> !life.visible(earlier, party)).isPresent()) {
            basis = basis.orElseThrow().basis().map(life::version);
        }
        return basis.map(AgreementVersion::number);
    }
}
