package io.guestchat.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private static final Map<String, List<Long>> PIDS = Map.of(
            "invite",
            List.of(121L),
            "session",
            List.of(122L),
            "relay",
            List.of(123L),
            "kafka",
            List.of(124L),
            "redis",
            List.of(125L));

    @TempDir
    private Path folder;

    private JsonNode document(Options options) throws IOException {
        Endpoints endpoints = new Endpoints(
                PortPlan.of(options),
                "localhost:19092",
                "redis://localhost:16379",
                PIDS,
                Keys.make(folder).tenants());
        return new ObjectMapper().readTree(endpoints.toJson());
    }

    @Test
    void isTheDocumentedDocument() throws IOException {
        // Given
        JsonNode documented = new ObjectMapper().readTree("""
                        { "webGuest": "http://localhost:8080", "invite": "http://localhost:8081",
                          "session": "http://localhost:8082", "relay": "ws://localhost:8083/v1/connect",
                          "sampleProvider": "http://localhost:8090",
                          "management": { "invite": "http://localhost:9081", "session": "http://localhost:9082",
                                          "relay": "http://localhost:9083" },
                          "kafka": "localhost:19092", "redis": "redis://localhost:16379",
                          "pids": { "invite": [121], "session": [122], "relay": [123], "kafka": [124], "redis": [125] },
                          "tenants": [ { "id": "acme", "issuer": "https://acme.example" },
                                       { "id": "globex", "issuer": "https://globex.example" } ] }
                        """);

        // When
        JsonNode written = document(Options.DEFAULT);

        // Then
        for (JsonNode tenant : written.get("tenants")) {
            JsonNode key = ((ObjectNode) tenant).remove("privateJwk");
            assertEquals("P-256", key.get("crv").textValue());
            assertNotNull(key.get("d"));
        }
        assertEquals(documented, written);
    }

    @Test
    void severalRelaysAreLists() throws IOException {
        // When
        JsonNode written = document(Options.DEFAULT.withRelays(2));

        // Then
        assertEquals("ws://localhost:8084/v1/connect", written.at("/relay/1").textValue());
        assertEquals("http://localhost:9084", written.at("/management/relay/1").textValue());
    }

    @Test
    void keysAreForTheirOwnerAndPublishedWithoutThePrivatePart() throws IOException, ParseException {
        // When
        Keys keys = Keys.make(folder);

        // Then
        Tenant acme = keys.tenants().getFirst();
        JWKSet published = JWKSet.load(keys.jwks(acme).toFile());
        assertEquals(acme.key().toPublicJWK(), published.getKeys().getFirst());
        assertEquals(acme.key(), ECKey.parse(Files.readString(keys.privateKey(acme))));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateKey(acme))));
        assertTrue(Files.exists(keys.inviteService().resolve("i1.json")));
    }
}
