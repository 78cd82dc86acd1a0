package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a key of its own a partner system asks a system that is no demo here, over an encrypted way, or nothing is asked at all. */
class ClientKeyTest {
    private static final String ISSUER = "https://sign-in.example.org/realms/passerelle";
    private static final String GATEWAY = "https://gateway.example.org";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String told(int code, String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertEquals(code, PasserelleCommand.execute(arguments));
        } finally {
            System.setErr(before);
        }
        return errors.toString(StandardCharsets.UTF_8);
    }

    private String exporting(int code, String... more) {
        String out = folder.resolve("out").toString();
        List<String> export = List.of("export", "--as", "unowa-system", "--purpose", "early-warning", "--out", out);
        return told(code, Stream.concat(export.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private String exporting(int code, Path key, String issuer, String gateway) {
        return exporting(code, "--client-key", key.toString(), "--issuer", issuer, "--server", gateway);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--client-key key.jwk", "--issuer " + ISSUER, "--issuer " + ISSUER + " --server " + GATEWAY})
    void keyIssuerAndServerGoTogether(String arguments) {
        String told = exporting(ExitCode.USAGE, arguments.split(" ", -1));
        assertTrue(told.contains("--client-key, --issuer and --server go together"), told);
    }

    @Test
    void nothingThatProvesWhoAsksLeavesInClear() {
        Path key = folder.resolve("key.jwk");
        String issuer = exporting(ExitCode.USAGE, key, ISSUER.replace("https", "http"), GATEWAY);
        assertTrue(issuer.contains("--issuer is an address with https"), issuer);
        String gateway = exporting(ExitCode.USAGE, key, ISSUER, GATEWAY.replace("https", "http"));
        assertTrue(gateway.contains("--server is an address with https"), gateway);
        String alike = exporting(ExitCode.USAGE, key, "http://127.0.0.1.example.org/realms/passerelle", GATEWAY);
        assertTrue(alike.contains("--issuer is an address with https"), alike);
    }

    @Test
    void aKeyOfAPartnerIsNeverMadeHere() {
        Path key = folder.resolve("key.jwk");
        String told = exporting(ExitCode.UNAVAILABLE, key, ISSUER, GATEWAY);
        assertTrue(told.contains("there is no key file " + key), told);
        assertFalse(Files.exists(key));
    }

    @Test
    void aKeyOfAnotherCurveIsNone() throws Exception {
        Path key = folder.resolve("key.jwk");
        Files.writeString(key, new ECKeyGenerator(Curve.P_384).generate().toJSONString());
        String told = exporting(ExitCode.UNAVAILABLE, key, ISSUER, GATEWAY);
        assertTrue(told.contains("holds no key for ES256"), told);
    }

    @Test
    void aKeyOfASystemSignsNoAgreementAndVerifiesForOneAccountAlone() {
        String signing =
                told(ExitCode.USAGE, "agreement", "sign", "a1", "--as", "unowa.signatory", "--client-key", "key.jwk");
        assertTrue(signing.contains("this is for persons"), signing);
        String verifying = told(
                ExitCode.USAGE, "audit", "verify", "--client-key", "key.jwk", "--issuer", ISSUER, "--server", GATEWAY);
        assertTrue(verifying.contains("which --as must name"), verifying);
    }
}
