package org.passerelle.platform.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

    @Test
    void readsTheOneSpelling() {
        assertArrayEquals(new byte[] {(byte) 0xfb, (byte) 0xff}, StrictBase64.decode("+/8="));
        assertArrayEquals(new byte[] {(byte) 0xfb, (byte) 0xff}, StrictBase64.decodeUrl("-_8"));
        assertArrayEquals(new byte[0], StrictBase64.decode(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+/9=", "+/8", "-_8=", "+/8=\n", "+", "é/8="})
    void refusesEveryOther(String text) {
        assertThrows(IllegalArgumentException.class, () -> StrictBase64.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-_9", "-_8=", "+/8", "-"})
    void refusesEveryOtherForUrls(String text) {
        assertThrows(IllegalArgumentException.class, () -> StrictBase64.decodeUrl(text));
    }
}
