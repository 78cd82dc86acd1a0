package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.DataKey;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.Sealed;

/**
 * Seals what a portion says under a data key of its own, wrapped for its originators and compartments, the hash of a body for its
 * releaser, a saved search and what an import says of its file for their accounts, and a local tag and a reason for its party. What a seal is about is the name under which its data key is kept.
 */
public final class ContentSeal {
    private final Seal seal;

    public ContentSeal(Seal seal) {
        this.seal = seal;
    }

    /** What the seal of a portion is about. */
    public static String portion(String portionId) {
        return "portion " + portionId;
    }

    /** What the seal of a version's body hash is about. */
    static String body(String recordId, int version) {
        return "body " + recordId + "/" + version;
    }

    /** What the data key of an attachment's bytes is about. */
    static String attachment(String id) {
        return "attachment " + id;
    }

    /** What the seal of a piece of an attachment is about. */
    static String piece(String id, int ordinal, int pieces) {
        return attachment(id) + " " + ordinal + "/" + pieces;
    }

    /** For whom the data key of a portion is wrapped. */
    public static String domain(Label label) {
        return String.join(",", new TreeSet<>(label.originators())) + "|"
                + String.join(",", new TreeSet<>(label.compartments()));
    }

    /** The content sealed under a new data key. */
    public Sealed seal(Label label, String portionId, Content content) {
        return seal.seal(bytes(Json.write(content)), domain(label), portion(portionId));
    }

    /** What the portion says; absent where anything was altered or moved. It fails where its wrapping key is not at hand. */
    Optional<Content> open(Label label, String portionId, Sealed sealed) {
        return seal.open(sealed, domain(label), portion(portionId)).map(content -> Json.read(content, Content.class));
    }

    /** A new data key for the bytes of an attachment. */
    Sealed freshKey(String domain, String attachment) {
        return seal.freshKey(domain, attachment(attachment));
    }

    /** The data key of the bytes of an attachment; absent as in {@link #open}. */
    Optional<DataKey> dataKey(String domain, String attachment, Buffer wrapped, int wrappedUnder) {
        return seal.dataKey(new Sealed(Buffer.buffer(), wrapped, wrappedUnder), domain, attachment(attachment));
    }

    Sealed sealHash(String releaser, String about, String bodyHash) {
        return seal.seal(bytes(bodyHash), releaser, about);
    }

    /**
     * The hash of a version's body; absent where its data key went with the last that the version said.
     *
     * @param row with version, sealed_hash, wrapped and wrapped_under
     */
    Optional<String> hash(String releaser, String recordId, Row row) {
        return Optional.ofNullable(row.getBuffer("wrapped"))
                .map(wrapped -> new Sealed(row.getBuffer("sealed_hash"), wrapped, row.getInteger("wrapped_under")))
                .map(kept -> seal.open(kept, releaser, body(recordId, row.getInteger("version")))
                        .orElseThrow(
                                () -> new IllegalStateException("the body hash of " + recordId + " does not open")))
                .map(hash -> new String(hash, StandardCharsets.UTF_8));
    }

    /** What the seal of a saved search is about. */
    static String search(String id) {
        return "search " + id;
    }

    Sealed sealSearch(String account, String id, Object search) {
        return seal.seal(bytes(Json.write(search)), account, search(id));
    }

    /** A saved search; absent as in {@link #open}. */
    <T> Optional<T> openSearch(String account, String id, Sealed sealed, Class<T> type) {
        return seal.open(sealed, account, search(id)).map(content -> Json.read(content, type));
    }

    /** What the seal of a tag that a party keeps for itself is about. */
    static String localTag(String id) {
        return "local tag " + id;
    }

    Sealed sealLocalTag(String party, String id, String tag) {
        return seal.seal(bytes(tag), party, localTag(id));
    }

    /** A tag that a party keeps for itself; absent as in {@link #open}. */
    Optional<String> openLocalTag(String party, String id, Sealed sealed) {
        return seal.open(sealed, party, localTag(id)).map(tag -> new String(tag, StandardCharsets.UTF_8));
    }

    /** What the data key of an import is about, and the seal of its name. */
    static String importJob(String id) {
        return "import " + id;
    }

    /** What the seal of an import's mapping is about. */
    static String importMapping(String id) {
        return "import mapping " + id;
    }

    /** A new data key for what an import says of its file. */
    Sealed freshImportKey(String account, String id) {
        return seal.freshKey(account, importJob(id));
    }

    /** The data key of an import; absent as in {@link #open}. */
    Optional<DataKey> importKey(String account, String id, Buffer wrapped, int wrappedUnder) {
        return seal.dataKey(new Sealed(Buffer.buffer(), wrapped, wrappedUnder), account, importJob(id));
    }

    Sealed sealMapping(String account, String id, String mapping) {
        return seal.seal(bytes(mapping), account, importMapping(id));
    }

    /** The mapping of an import; absent as in {@link #open}. */
    Optional<String> openMapping(String account, String id, Sealed sealed) {
        return seal.open(sealed, account, importMapping(id))
                .map(mapping -> new String(mapping, StandardCharsets.UTF_8));
    }

    /** @param party of whoever gave the reason */
    Sealed sealReason(String party, String about, String reason) {
        return seal.seal(bytes(reason), party, about);
    }

    /** A reason; absent as in {@link #open}. */
    Optional<String> openReason(String party, String about, Sealed sealed) {
        return seal.open(sealed, party, about).map(reason -> new String(reason, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
