package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals why a record was recalled, flagged or ruled on, as somebody wrote it, each under a data key of its own, wrapped for that person's party: a
 * reason often repeats what it is about. What does not open was altered or moved: it is told as none, and in the log. One whose data key is gone
 * went with its record.
 */
record ReasonSeal(ContentSeal seal) {
    private static final Logger LOG = LoggerFactory.getLogger(ReasonSeal.class);

    /** What the reason of a recall is about. */
    static String recall(String id) {
        return "recall " + id;
    }

    /** What the cause of a case of quarantine is about. */
    static String quarantine(String id) {
        return "quarantine " + id;
    }

    /** What the reason of the ruling of such a case is about. */
    static String ruling(String quarantine) {
        return "ruling " + quarantine;
    }

    Sealed seal(String party, String about, String reason) {
        return seal.sealReason(party, about, reason);
    }

    /**
     * A reason; empty where it does not open. It fails where its wrapping key is not at hand.
     *
     * @param what the beginning of the names of the columns: {@code …_sealed}, {@code …_wrapped}, {@code …_wrapped_under}
     */
    String open(Row row, String what, String party, String about) {
        Buffer content = row.getBuffer(what + "_sealed");
        Buffer wrapped = row.getBuffer(what + "_wrapped");
        if (content == null || wrapped == null) {
            return "";
        }
        Sealed sealed = new Sealed(content, wrapped, row.getInteger(what + "_wrapped_under"));
        Optional<String> opened = seal.openReason(party, about, sealed);
        if (opened.isEmpty()) {
            LOG.error("the reason of {} does not open: it or its data key was altered or moved", about);
        }
        return opened.orElse("");
    }
}
