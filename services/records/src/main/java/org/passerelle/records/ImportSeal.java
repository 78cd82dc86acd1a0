package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.passerelle.core.message.Imports;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.DataKey;
import org.passerelle.platform.seal.Sealed;

/**
 * Seals what an import says of its file for the account that opened it: name and faults under one data key, its mapping under another, which
 * goes before. What a mapping repeats of content is content.
 */
record ImportSeal(ContentSeal seal) {

    /** What stays sealed of an import when its mapping is gone. */
    record Named(String name, Optional<String> mappingDigest) {
        static Named of(String name, Optional<String> mapping) {
            return new Named(
                    name, mapping.map(text -> Sha256.hex(Json.tree(text).toString())));
        }
    }

    /** What is sealed of a fault. */
    private record Where(String pointer, String message) {}

    /** A new data key for the name of an import and its faults. */
    Sealed freshKey(String account, String id) {
        return seal.freshImportKey(account, id);
    }

    /** Absent where it was altered or moved. */
    Optional<DataKey> key(String account, String id, Buffer wrapped, int wrappedUnder) {
        return seal.importKey(account, id, wrapped, wrappedUnder);
    }

    Buffer seal(DataKey key, String id, Named named) {
        return Buffer.buffer(key.seal(bytes(Json.write(named)), ContentSeal.importJob(id)));
    }

    Optional<Named> open(DataKey key, String id, Buffer sealed) {
        return key.open(sealed.getBytes(), ContentSeal.importJob(id)).map(bytes -> Json.read(bytes, Named.class));
    }

    Sealed sealMapping(String account, String id, String mapping) {
        return seal.sealMapping(account, id, mapping);
    }

    Optional<String> openMapping(String account, String id, Sealed sealed) {
        return seal.openMapping(account, id, sealed);
    }

    Buffer sealFault(DataKey key, String id, long item, String pointer, String message) {
        return Buffer.buffer(key.seal(bytes(Json.write(new Where(pointer, message))), about(id, item)));
    }

    /** A fault of an item. */
    Optional<Imports.Fault> openFault(DataKey key, String id, long item, Buffer sealed, Imports.Fault bare) {
        return key.open(sealed.getBytes(), about(id, item))
                .map(bytes -> Json.read(bytes, Where.class))
                .map(where ->
                        new Imports.Fault(bare.line(), bare.column(), where.pointer(), bare.code(), where.message()));
    }

    private static String about(String id, long item) {
        return ContentSeal.importJob(id) + " fault " + item;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
