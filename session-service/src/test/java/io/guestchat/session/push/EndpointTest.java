package io.guestchat.session.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.protocol.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final String LONGEST = "https://push.test/" + "a".repeat(Endpoint.MAX_CHARACTERS - 18);

    @Test
    void hasAHostAPortAndATarget() {
        // When
        Endpoint endpoint = Endpoint.parse("https://push.test/send/a:b?c=%20", false);

        // Then
        assertEquals("push.test", endpoint.host());
        assertEquals(443, endpoint.port());
        assertEquals("/send/a:b?c=%20", endpoint.target());
        assertEquals("Endpoint", endpoint.toString());
        assertEquals("/", Endpoint.parse("https://push.test", false).target());
        assertEquals(
                LONGEST.length() - 17, Endpoint.parse(LONGEST, false).target().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "push.test/send",
                "http://push.test/",
                "HTTPS:push.test",
                "https://",
                "https:///a",
                "https://push.test:8443/",
                "https://me@push.test/",
                "https://push.test/#a",
                "https://push.test/ a",
                "https://push.test/é",
                "https://push.test/^",
                "javascript:alert(1)"
            })
    void isAHttpsAddress(String text) {
        assertThrows(InvalidValue.class, () -> Endpoint.parse(text, false));
    }

    @Test
    void isNotLong() {
        assertThrows(InvalidValue.class, () -> Endpoint.parse(LONGEST + "a", false));
    }

    @Test
    void isAnywhereInTestsOnly() {
        // When
        Endpoint endpoint = Endpoint.parse("http://127.0.0.1:8080/a", true);

        // Then
        assertEquals(8080, endpoint.port());
    }
}
