package org.passerelle.core.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.label.CompactLabel.Part;
import org.passerelle.core.label.CompactLabel.Reading;
import org.passerelle.core.label.CompactLabel.Word;

/** The one-line form of labels, both ways. */
final class CompactLabelTest {

    @Test
    void readsEveryPartAndWhereItsWordsStand() {
        CompactLabel label =
                read("CONFIDENTIAL//TLP:AMBER//REL MINUSMA,UNOWA//NOT UNODC//COMP SOURCE//PURPOSE early-warning");
        assertEquals(new Word("CONFIDENTIAL", 1), label.marking());
        assertEquals(new Word("AMBER", 19), label.tlp());
        assertEquals(
                Map.of(
                        Part.REL, List.of(new Word("MINUSMA", 30), new Word("UNOWA", 38)),
                        Part.NOT, List.of(new Word("UNODC", 49)),
                        Part.COMP, List.of(new Word("SOURCE", 61)),
                        Part.PURPOSE, List.of(new Word("early-warning", 77))),
                label.parts());
    }

    @Test
    void noneIsNobody() {
        assertEquals(
                List.of(), read("UN UNCLASSIFIED//REL NONE//TLP:CLEAR").parts().get(Part.REL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       |  1 | the marking is missing",
                "//TLP:AMBER                              |  1 | the marking is missing",
                "CONFIDENTIAL                             | 13 | TLP is missing, such as //TLP:AMBER",
                "CONFIDENTIAL //TLP:AMBER                 |  1 | the marking has spaces where there are none",
                "CONFIDENTIAL//TLP:                       | 19 | a TLP word is missing",
                "CONFIDENTIAL//TLP:AMBER//TLP:RED         | 26 | TLP is stated twice",
                "CONFIDENTIAL//TLP:AMBER//                | 26 | expected TLP: or one of REL, NOT, EYES, COMP, PURPOSE, ONWARD, FLAG, EMBARGO, RETAIN",
                "CONFIDENTIAL//TLP:AMBER//FOR UNOWA       | 26 | expected TLP: or one of REL, NOT, EYES, COMP, PURPOSE, ONWARD, FLAG, EMBARGO, RETAIN",
                "CONFIDENTIAL//TLP:AMBER//REL             | 29 | REL names nothing",
                "CONFIDENTIAL//TLP:AMBER//REL UNOWA,      | 36 | a name is missing",
                "CONFIDENTIAL//TLP:AMBER//REL UNOWA, UNODC| 36 | names are separated by commas, without spaces",
                "CONFIDENTIAL//TLP:AMBER//REL A//REL B    | 33 | REL is stated twice",
                "CONFIDENTIAL//TLP:AMBER//REL NONE,UNOWA  | 30 | REL may not name NONE",
                "CONFIDENTIAL//TLP:AMBER//COMP NONE       | 31 | COMP may not name NONE",
                "CONFIDENTIAL//TLP:AMBER//RETAIN a,b      | 33 | RETAIN names one time"
            })
    void tellsTheFirstFaultAndItsPlace(String text, int at, String problem) {
        assertEquals(new Reading.Fault(at, problem), CompactLabel.read(text));
    }

    @Test
    void printsWhatReadsAlike() {
        Label label = new Label(
                Level.CONFIDENTIAL,
                Tlp.AMBER_STRICT,
                Set.of("MINUSMA"),
                Audience.only("early-warning", "mediation"),
                Set.of("SOURCE"),
                Audience.only("UNOWA"),
                Set.of("g5", "UNODC"),
                Audience.only("unowa.officer"),
                Audience.nobody(),
                Set.of("personal-data-risk"),
                Optional.of(Instant.parse("2015-06-02T00:00:00Z")),
                Optional.of(Instant.parse("2015-09-01T00:00:00Z")),
                Instant.EPOCH);
        String line = CompactLabel.print(label, "UN CONFIDENTIAL");
        assertEquals(
                "UN CONFIDENTIAL//TLP:AMBER+STRICT//REL UNOWA//NOT UNODC,g5//EYES unowa.officer//COMP SOURCE"
                        + "//PURPOSE early-warning,mediation//ONWARD NONE//FLAG personal-data-risk"
                        + "//EMBARGO 2015-06-02T00:00:00Z//RETAIN 2015-09-01T00:00:00Z",
                line);
        assertEquals(line, again(read(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UN CONFIDENTIAL//TLP:AMBER", "RESTREINT UE/EU RESTRICTED//TLP:GREEN//REL NONE"})
    void whatIsPrintedInOrderReadsAndPrintsTheSame(String line) {
        assertEquals(line, again(read(line)));
    }

    private static CompactLabel read(String text) {
        return assertInstanceOf(Reading.Read.class, CompactLabel.read(text)).label();
    }

    private static String again(CompactLabel label) {
        StringBuilder line = new StringBuilder(
                label.marking().text() + "//TLP:" + label.tlp().text());
        for (Part part : Part.values()) {
            List<Word> words = label.parts().get(part);
            if (words != null) {
                String names = words.stream().map(Word::text).collect(Collectors.joining(","));
                line.append("//").append(part).append(' ').append(names.isEmpty() ? "NONE" : names);
            }
        }
        return line.toString();
    }
}
