package org.passerelle.platform.seal;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.platform.bus.Unavailable;

/**
 * Seals content under a data key of its own (AES-256-GCM), and wraps that under the key of its domain. What a seal is about is bound to
 * it: sealed content that was moved elsewhere does not open.
 */
public final class Seal {
    private static final int KEY_LENGTH = 32;
    /** Domains are few: originators with compartments. */
    private static final int MOST_DOMAINS = 10_000;

    private final WrappingKeys keys;
    private final Map<Wrapping, AesGcmJce> wrappers = new ConcurrentHashMap<>();

    private record Wrapping(int number, String domain) {}

    public Seal(WrappingKeys keys) {
        this.keys = keys;
    }

    /** The number of the key under which is wrapped now. */
    public int newest() {
        return keys.newest();
    }

    /**
     * Seals.
     *
     * @param domain whose key wraps, e.g. originators and compartments
     * @param about what it belongs to; the same must be said to open it
     */
    public Sealed seal(byte[] content, String domain, String about) {
        try {
            byte[] key = Random.randBytes(KEY_LENGTH);
            byte[] sealed = new AesGcmJce(key).encrypt(content, bytes(about));
            return wrapped(Buffer.buffer(sealed), key, domain, about);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("sealing fails", impossible);
        }
    }

    /**
     * The content; absent where anything was altered or moved. A wrapping key that is not at hand tells nothing of that: it is
     * {@link Unavailable}.
     */
    public Optional<byte[]> open(Sealed sealed, String domain, String about) {
        return unwrap(sealed, domain, about).flatMap(key -> {
            try {
                return Optional.of(new AesGcmJce(key).decrypt(sealed.content().getBytes(), bytes(about)));
            } catch (GeneralSecurityException altered) {
                return Optional.empty();
            }
        });
    }

    /** A new data key for content that is sealed piece by piece, wrapped: without content. */
    public Sealed freshKey(String domain, String about) {
        try {
            return wrapped(Buffer.buffer(), Random.randBytes(KEY_LENGTH), domain, about);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("wrapping fails", impossible);
        }
    }

    /** The data key; absent, or unavailable, as in {@link #open}. */
    public Optional<DataKey> dataKey(Sealed sealed, String domain, String about) {
        return unwrap(sealed, domain, about).map(key -> {
            try {
                return new DataKey(key);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every JDK has AES-GCM", impossible);
            }
        });
    }

    /** The data key wrapped under the newest key; absent, or unavailable, as in {@link #open}. The content stays as it is. */
    public Optional<Sealed> rewrap(Sealed sealed, String domain, String about) {
        return unwrap(sealed, domain, about).map(key -> {
            try {
                return wrapped(sealed.content(), key, domain, about);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("wrapping fails", impossible);
            }
        });
    }

    private Sealed wrapped(Buffer content, byte[] key, String domain, String about) throws GeneralSecurityException {
        // Once for both: the next key may come between.
        int number = keys.newest();
        return new Sealed(content, Buffer.buffer(wrapper(number, domain).encrypt(key, bytes(about))), number);
    }

    private Optional<byte[]> unwrap(Sealed sealed, String domain, String about) {
        int number = sealed.wrappedUnder();
        boolean proved = keys.proves(number);
        AesGcmJce wrapper = wrapper(number, domain);
        try {
            return Optional.of(wrapper.decrypt(sealed.key().getBytes(), bytes(about)));
        } catch (GeneralSecurityException altered) {
            // INVARIANT: only of a key that is known to be the right one it follows that something was altered.
            if (proved) {
                return Optional.empty();
            }
            throw missing(number);
        }
    }

    private AesGcmJce wrapper(int number, String domain) {
        Wrapping wrapping = new Wrapping(number, domain);
        AesGcmJce known = wrappers.get(wrapping);
        if (known != null) {
            return known;
        }
        // Asked before the key is taken: what is proved stays the same.
        boolean proved = keys.proves(number);
        AesGcmJce made = keys.of(number, domain).map(Seal::cipher).orElseThrow(() -> missing(number));
        if (proved && wrappers.size() < MOST_DOMAINS) {
            wrappers.put(wrapping, made);
        }
        return made;
    }

    private static Unavailable missing(int number) {
        return new Unavailable("wrapping key " + number);
    }

    private static AesGcmJce cipher(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
