package io.guestchat.scenarios.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary that cannot sing proves nothing. */
class MarkerTest {
    private final Marker marker = Marker.of("nightingale");

    @ParameterizedTest
    @ValueSource(strings = {"nightingale", "a nightingale", "ab nightingale sang", "abc>nightingale?"})
    void isFoundInPlainTextAndInBase64AtAnyPlace(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<Trace> traces = List.of(
                new Trace("plain", bytes),
                Trace.of("base64", "{\"x\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}"),
                Trace.of("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)),
                Trace.of("hex", HexFormat.of().formatHex(bytes)));

        assertEquals(traces, marker.in(traces));
    }

    @Test
    void isNotFoundWhereItIsNot() {
        assertEquals(List.of(), marker.in(List.of(Trace.of("other", "nightingal"), Trace.of("none", ""))));
    }
}
