package org.passerelle.gateway.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | HTML",
                "text/html | HTML",
                "text/* | HTML",
                "application/pdf | PDF",
                "Application/PDF | PDF",
                "application/* | PDF",
                "text/html,application/xhtml+xml,*/*;q=0.8 | HTML",
                "text/html;q=0.5, application/pdf | PDF",
                "application/pdf;q=0.5, */*;q=0.1 | PDF",
                "text/html;q=0, */* | PDF",
                "text/html;q=0.2;level=1, application/pdf;q=0.1 | HTML",
                "application/json | ",
                "text/html;q=0, application/pdf;q=0 | ",
                "nonsense | ",
            })
    void isTheOneThatIsPreferred(String accept, String form) {
        assertEquals(
                Optional.ofNullable(form).map(TextForm::valueOf),
                TextForm.preferred(Optional.of(accept), TextForm.TEXTS));
    }

    @Test
    void isHtmlWhenNothingIsSaid() {
        assertEquals(Optional.of(TextForm.HTML), TextForm.preferred(Optional.empty(), TextForm.TEXTS));
    }

    @Test
    void isJsonAmongEqualsWhereFactsAreToBeHad() {
        assertEquals(Optional.of(TextForm.JSON), TextForm.preferred(Optional.of("*/*"), TextForm.DOCUMENTS));
        assertEquals(Optional.of(TextForm.PDF), TextForm.preferred(Optional.of("application/pdf"), TextForm.DOCUMENTS));
        assertEquals(
                Optional.of(TextForm.HTML), TextForm.preferred(Optional.of("text/html,*/*;q=0.8"), TextForm.DOCUMENTS));
        assertEquals(Optional.of(TextForm.JSON), TextForm.named("json", TextForm.DOCUMENTS));
        assertEquals(Optional.empty(), TextForm.named("json", TextForm.TEXTS));
    }
}
