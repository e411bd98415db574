package io.guestchat.platform.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.token.SignatureAlgorithm;
import io.guestchat.protocol.token.TrustedIssuers.TrustedIssuer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {
    private static final TenantId ACME = TenantId.parse("acme");
    private static final Map<String, String> PLAIN =
            Map.of("acme.issuer", "https://acme.example", "acme.jwks", "https://acme.example/jwks.json");

    @Test
    void fillsInTheProtocolsDefaults() {
        TenantSettings settings = tenants(Map.of()).settings(ACME);
        assertEquals(Set.of(SignatureAlgorithm.ES256), settings.algorithms());
        assertEquals(Limits.INVITE_LIFE, settings.defaultExpiry());
        assertEquals(Limits.INVITE_LIFE_MAX, settings.maxExpiry());
        assertEquals(Limits.IDLE, settings.defaultIdle());
        assertEquals(Limits.REMEMBERED, settings.retention());
        assertEquals(Optional.empty(), settings.linkBase());
        assertEquals(settings, tenants(Map.of()).settings(TenantId.parse("gone")));
    }

    @Test
    void takesWhatIsConfigured() {
        Tenants tenants = tenants(Map.of(
                "acme.algorithms", "ES384,PS256",
                "acme.link-base", "https://chat.acme.example/i",
                "acme.limits.active-invites-per-member", "7",
                "acme.limits.default-expiry", "1h",
                "acme.limits.max-expiry", "1d",
                "acme.limits.default-idle", "P2D",
                "acme.retention", "90d"));
        TenantSettings expected = new TenantSettings(
                Set.of(SignatureAlgorithm.ES384, SignatureAlgorithm.PS256),
                Optional.of("https://chat.acme.example/i"),
                Optional.of(7),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofDays(2),
                Duration.ofDays(90));
        assertEquals(expected, tenants.settings(ACME));
        TrustedIssuer acme = tenants.find("https://acme.example");
        assertNotNull(acme);
        assertEquals(expected.algorithms(), acme.algorithms());
        assertNull(tenants.find("https://globex.example"));
    }

    @Test
    void shortensTheDefaultLifeToTheMaximum() {
        TenantSettings settings =
                tenants(Map.of("acme.limits.max-expiry", "1d")).settings(ACME);
        assertEquals(Duration.ofDays(1), settings.defaultExpiry());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            acme.algorithms,                         HS256,                       algorithms: HS256 is none of
            acme.algorithms,                         none,                        algorithms: none is none of
            acme.limits.active-invites-per-member,   0,                           at least 1
            acme.limits.active-invites-per-member,   -1,                          at least 1
            acme.limits.max-expiry,                  59s,                         limits.max-expiry: must be PT1M to PT720H
            acme.limits.max-expiry,                  31d,                         limits.max-expiry: must be PT1M to PT720H
            acme.limits.default-expiry,              31d,                         limits.default-expiry
            acme.limits.default-expiry,              0s,                          limits.default-expiry
            acme.limits.default-idle,                59m,                         limits.default-idle
            acme.limits.default-idle,                31d,                         limits.default-idle
            acme.retention,                          0s,                          retention
            acme.retention,                          366d,                        retention
            acme.issuer,                             '   ',                       issuer
            acme.link-base,                          chat.acme.example,           link-base
            acme.link-base,                          https://chat.example/i#x,    link-base
            acme.link-base,                          javascript:alert(1),         link-base
            acme.jwks,                               http://acme.example/jwks,    plain http is for loopback only
            acme.jwks,                               ftp://acme.example/jwks,     jwks
            acme.jwks,                               jwks.json,                   jwks
            """)
    void saysWhatIsWrongAtTheStart(String setting, String value, String message) {
        RuntimeException e = assertThrows(RuntimeException.class, () -> tenants(Map.of(setting, value)));
        String said = String.valueOf(e.getMessage());
        assertTrue(said.contains("guestchat.tenants.acme") && said.contains(message), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1/jwks", "http://127.0.0.1/jwks", "http://[::1]:1/jwks", "file:///jwks.json"})
    void takesKeysFromThisMachine(String jwks) {
        assertNotNull(tenants(Map.of("acme.jwks", jwks)).find("https://acme.example"));
    }

    @Test
    void refusesADefaultAboveTheMaximum() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> tenants(Map.of("acme.limits.max-expiry", "1h", "acme.limits.default-expiry", "2h")));
        assertEquals("guestchat.tenants.acme: limits.default-expiry: must be PT1M to PT1H, is PT2H", e.getMessage());
    }

    @Test
    void refusesAnIdThatIsNone() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> tenants(Map.of("Acme_1.issuer", "https://a.example", "Acme_1.jwks", "https://a.example/jwks")));
        assertTrue(String.valueOf(e.getMessage()).startsWith("guestchat.tenants.Acme_1: must be 1 to 32"));
    }

    @Test
    void refusesTwoTenantsWithOneIssuer() {
        assertThrows(
                IllegalStateException.class,
                () -> tenants(
                        Map.of("globex.issuer", "https://acme.example", "globex.jwks", "https://globex.example/jwks")));
    }

    /** @param more settings of tenants, beside a plain acme */
    private static Tenants tenants(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>();
        PLAIN.forEach((name, value) -> properties.put("guestchat.tenants." + name, value));
        more.forEach((name, value) -> properties.put("guestchat.tenants." + name, value));
        return new Tenants(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TenantsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TenantsConfig.class));
    }
}
