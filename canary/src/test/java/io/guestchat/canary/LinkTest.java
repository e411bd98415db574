package io.guestchat.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.protocol.Base64Url;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final Path VECTORS = Path.of("../protocol/vectors/derived-keys.json");

    @Test
    void whatFollowsFromALinkSecretIsWhatTheProtocolSays() throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile()).path("vectors");
        assertTrue(vectors.size() > 0, "no vectors");
        for (JsonNode vector : vectors) {
            Link link = Link.of(hex(vector, "linkSecret"));
            assertEquals(Base64Url.encode(hex(vector, "locator")), link.invite().value());
            assertEquals(Base64Url.encode(hex(vector, "claim")), link.claim());
            assertEquals(Base64Url.encode(hex(vector, "claimHash")), link.claimHash());
        }
    }

    @Test
    void eachIsAnother() {
        assertNotEquals(Link.fresh(), Link.fresh());
    }

    private static byte[] hex(JsonNode vector, String member) {
        return HexFormat.of().parseHex(vector.path(member).asText());
    }
}
