package org.passerelle.audit.seal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.core.message.Audit.Note;
import org.passerelle.platform.json.Json;

/**
 * An entry of an interval: salted, shown to its party alone.
 *
 * @param party who may open it; nobody where empty
 */
record SealedEntry(String party, String body, Hash salt) {

    /** What an entry, or the interval's own leaf, says. */
    sealed interface Body {

        /** A denial, a hold, a policy change or a refused sign-in. */
        record Noted(String what, Instant at, String subject, String party, String detail) implements Body {}

        /** The state of a party's log: whoever shows that party another one contradicts the operator's own log. */
        record Witnessed(String log, long size, String root) implements Body {}

        /** The leaf of an interval, or of all those that passed while nobody sealed. */
        record Interval(long interval, Instant from, Instant until, String root) implements Body {}
    }

    static SealedEntry noted(Note note, Instant at, Hash salt) {
        Body body = new Body.Noted(note.kind(), at, note.subject(), note.party(), note.detail());
        return new SealedEntry(Told.opener(note.kind(), note.party()), canonical(body), salt);
    }

    static SealedEntry witnessed(TreeHead head, Hash salt) {
        Body body = new Body.Witnessed(head.log(), head.size(), head.root().hex());
        return new SealedEntry(head.log(), canonical(body), salt);
    }

    static String canonical(Body body) {
        return new String(Json.canonical(body), StandardCharsets.UTF_8);
    }

    Hash hash() {
        return TreeHash.leaf(salt.bytes(), body);
    }
}
