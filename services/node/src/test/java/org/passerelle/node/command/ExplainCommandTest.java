package org.passerelle.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command refuses before it asks anybody. */
class ExplainCommandTest {
    private static final String[] WHO = {"explain", "--recipient", "UNOWA", "--purpose", "early-warning"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--lang|de|--label|CONFIDENTIAL//TLP:AMBER",
                "--label|CONFIDENTIAL|--lang|en",
                "--label|{\"marking\":|--lang|en",
                "--record|r-1|--label|CONFIDENTIAL//TLP:AMBER",
                "--record|r-1|--type|incident",
                "--type|incident|--lang|en",
                "--lang|en|--action|READ"
            })
    void refusesWhatIsNotUnderstood(String one, String two, String three, String four) {
        assertEquals(ExitCode.USAGE, said(one, two, three, four).code());
    }

    @Test
    void pointsAtTheFaultInALabel() {
        Said said = said("--label", "CONFIDENTIAL//TLP:AMBER//REL UNOWA, UNODC");
        assertEquals(ExitCode.USAGE, said.code());
        assertTrue(said.errors().contains("""
                the label goes wrong at character 36: names are separated by commas, without spaces
                  CONFIDENTIAL//TLP:AMBER//REL UNOWA, UNODC
                                                     ^"""), said.errors());
    }

    private record Said(int code, String errors) {}

    private static Said said(String... more) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            String[] arguments = new String[WHO.length + more.length];
            System.arraycopy(WHO, 0, arguments, 0, WHO.length);
            System.arraycopy(more, 0, arguments, WHO.length, more.length);
            int code = PasserelleCommand.execute(arguments);
            return new Said(code, errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
