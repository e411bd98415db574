package io.guestchat.platform.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourcesTest {
    private static final String SETTING = "guestchat.session.invite-jwks";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://invites.example/jwks.json",
                "http://localhost:8081/jwks.json",
                "http://127.0.0.1/jwks.json",
                "http://[::1]:1/jwks.json",
                "file:///jwks.json"
            })
    void readsFromWhereNobodyIsOnTheWay(String jwks) {
        assertNotNull(KeySources.ofService(SETTING, URI.create(jwks), false));
        assertNotNull(KeySources.ofTenant(URI.create(jwks)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://invite-service:8081/jwks.json",
                "http://127.0.0.1.example/jwks.json",
                "http://10.0.0.1/jwks.json",
                "http:///jwks.json"
            })
    void refusesPlainHttpUnlessItIsAllowed(String jwks) {
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> KeySources.ofService(SETTING, URI.create(jwks), false));
        assertEquals(
                "guestchat.session.invite-jwks: plain http is for loopback only, unless"
                        + " guestchat.session.invite-jwks-plain-http=true; is " + jwks,
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> KeySources.ofTenant(URI.create(jwks)));
    }

    @Test
    void allowsPlainHttpKnowingly() {
        assertNotNull(KeySources.ofService(SETTING, URI.create("http://invite-service:8081/jwks.json"), true));
    }

    @ParameterizedTest
    @CsvSource({"ftp://invites.example/jwks.json", "jwks.json"})
    void saysWhichSettingNamesNoJwks(String jwks) {
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> KeySources.ofService(SETTING, URI.create(jwks), true));
        assertEquals("guestchat.session.invite-jwks: not a URL of a JWKS: " + jwks, e.getMessage());
    }
}
