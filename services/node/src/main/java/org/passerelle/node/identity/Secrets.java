package org.passerelle.node.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.PrivateFile;

/** Generated secrets: made when first needed, kept in the data directory for its owner alone, never in the repository. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;

    private Secrets(Path directory) {
        this.directory = directory;
    }

    /** The secrets of a data directory. */
    public static Secrets of(Home home) throws CannotStart {
        try {
            return new Secrets(PrivateFile.directory(home.secrets()));
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be made".formatted(home.secrets()), failed);
        }
    }

    /** The system's own passwords. */
    public SystemSecrets system() throws CannotStart {
        return keep(
                "system.json",
                SystemSecrets.class,
                () -> new SystemSecrets(random(24), random(24), random(24), random(24), random(24), random(24)));
    }

    /** By which the owner of accounts signs in to Keycloak. */
    public String accounts() throws CannotStart {
        return keep("accounts.json", AccountsSecret.class, () -> new AccountsSecret(random(24)))
                .secret();
    }

    /** Kept apart from {@link #system()}: data directories made before it existed lack it. */
    private record AccountsSecret(String secret) {
        @Override
        public String toString() {
            return "AccountsSecret";
        }
    }

    /** A person's sign-in, generated when there is none. */
    public PersonSecret person(String username) throws CannotStart {
        return keep(
                "persons/%s.json".formatted(username), PersonSecret.class, () -> new PersonSecret(random(18), totp()));
    }

    /** A person's sign-in, if this data directory has one. */
    public Optional<PersonSecret> knownPerson(String username) throws CannotStart {
        return Files.exists(directory.resolve("persons/%s.json".formatted(username)))
                ? Optional.of(person(username))
                : Optional.empty();
    }

    /** The persons who have a sign-in here. */
    public List<String> persons() throws CannotStart {
        return names("persons", ".json");
    }

    /** The clients who have a key here. */
    public List<String> clients() throws CannotStart {
        return names("clients", ".jwk");
    }

    private List<String> names(String kind, String ending) throws CannotStart {
        Path folder = directory.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(folder), unreadable);
        }
    }

    /** The key by which a client proves itself to Keycloak, generated when there is none. */
    public ECKey client(String clientId) throws CannotStart {
        return key(directory.resolve("clients").resolve(clientId + ".jwk"));
    }

    /** A client's key, if this data directory has one. */
    public Optional<ECKey> knownClient(String clientId) throws CannotStart {
        Path file = directory.resolve("clients").resolve(clientId + ".jwk");
        return Files.exists(file) ? Optional.of(key(file)) : Optional.empty();
    }

    /** Reads a private key from the file, or makes one there. */
    public static ECKey key(Path file) throws CannotStart {
        try {
            if (!Files.exists(file)) {
                ECKey fresh = new ECKeyGenerator(Curve.P_256)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyIDFromThumbprint(true)
                        .generate();
                PrivateFile.write(file, fresh.toJSONString() + "\n");
                return fresh;
            }
            ECKey key = ECKey.parse(Files.readString(file));
            if (!key.isPrivate()) {
                throw new CannotStart("%s holds no private key".formatted(file));
            }
            return key;
        } catch (IOException | ParseException | JOSEException unusable) {
            throw new CannotStart("%s cannot be used as a key file".formatted(file), unusable);
        }
    }

    private <T> T keep(String name, Class<T> type, Supplier<T> fresh) throws CannotStart {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                T made = fresh.get();
                PrivateFile.write(file, MAPPER.writeValueAsString(made) + "\n");
                return made;
            }
            return MAPPER.readValue(file.toFile(), type);
        } catch (IOException unusable) {
            throw new CannotStart("%s cannot be read".formatted(file), unusable);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String totp() {
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        return new Base32().encodeToString(random);
    }
}
