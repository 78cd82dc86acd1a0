package org.passerelle.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** An Ed25519 key pair, kept in one PEM file that only its owner may read. */
public final class Ed25519Keys {
    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private Ed25519Keys(KeyPair pair) {
        this.privateKey = pair.getPrivate();
        this.publicKey = pair.getPublic();
    }

    public static Ed25519Keys generate() {
        try {
            return new Ed25519Keys(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The pair of {@code file}; generated and written there (0600) when the file does not exist. Two processes that start together
     * end with the same pair.
     */
    public static Ed25519Keys loadOrGenerate(Path file) {
        try {
            if (!Files.exists(file)) {
                KeyFile.create(file, generate().pem());
            }
            return load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("key file " + file, unreadable);
        }
    }

    /** The pair of {@code file}; throws {@link IllegalStateException} when it is no Ed25519 pair. */
    public static Ed25519Keys load(Path file) throws IOException {
        String pem = Files.readString(file);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new Ed25519Keys(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(section(pem, "PUBLIC KEY"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(section(pem, "PRIVATE KEY")))));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IllegalStateException("not an Ed25519 key file: " + file, malformed);
        }
    }

    private String pem() {
        return block("PRIVATE KEY", privateKey.getEncoded()) + block("PUBLIC KEY", publicKey.getEncoded());
    }

    private static String block(String name, byte[] content) {
        return "-----BEGIN " + name + "-----\n" + MIME.encodeToString(content) + "\n-----END " + name + "-----\n";
    }

    private static byte[] section(String pem, String name) {
        String begin = "-----BEGIN " + name + "-----";
        int from = pem.indexOf(begin);
        int until = pem.indexOf("-----END " + name + "-----");
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("no section " + name);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), until));
    }

    /** Signs; base64url without padding. */
    public String sign(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature(content));
    }

    /** Signs; the 64 bytes. */
    public byte[] signature(byte[] content) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(privateKey);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public key: base64url of its 32 raw bytes (RFC 8032). */
    public String publicKey() {
        byte[] encoded = publicKey.getEncoded();
        byte[] raw = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    /** A short name of the public key: the first 16 hexadecimal digits of its SHA-256. */
    public String keyId() {
        return keyId(publicKey());
    }

    /** The name of a {@link #publicKey}. */
    public static String keyId(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getUrlDecoder().decode(publicKey));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether {@code signature} (base64url) is that of {@code publicKey} over {@code content}; malformed input is not. */
    public static boolean verify(String publicKey, byte[] content, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(decode(publicKey));
            verifier.update(content);
            return verifier.verify(StrictBase64.decodeUrl(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static PublicKey decode(String publicKey) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] raw = StrictBase64.decodeUrl(publicKey);
        byte[] encoded = java.util.Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
