package io.guestchat.protocol.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.limit.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors that the TypeScript core is tested with, read by a second implementation. */
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void link() throws Exception {
        for (JsonNode v : vectors("link", "links")) {
            byte[] secret = hex(v, "linkSecret");
            assertEquals(v.get("secretPart").asText(), EndToEnd.secretPart(secret));
            String link = v.get("link").asText();
            String fragment = link.substring(link.indexOf('#') + 1);
            assertArrayEquals(secret, EndToEnd.linkSecret(fragment));
            assertEquals(
                    v.get("inviteToken").asText() + "." + v.get("secretPart").asText(), fragment);
        }
        for (JsonNode v : vectors("link", "damaged")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> EndToEnd.linkSecret(v.get("fragment").asText()),
                    v.get("why").asText());
        }
    }

    @Test
    void derivedKeysAndClaim() throws Exception {
        for (JsonNode v : vectors("derived-keys", "vectors")) {
            byte[] secret = hex(v, "linkSecret");
            byte[] locator = EndToEnd.derive(secret, "gc1 locator", 16);
            assertArrayEquals(hex(v, "locator"), locator);
            assertEquals(InviteId.parse(v.get("inviteId").asText()), InviteId.parse(Base64Url.encode(locator)));
            assertArrayEquals(hex(v, "claim"), EndToEnd.derive(secret, "gc1 claim", 32));
            assertArrayEquals(hex(v, "claimHash"), EndToEnd.sha256(hex(v, "claim")));
            assertEquals(v.get("claimHashBase64url").asText(), Base64Url.encode(hex(v, "claimHash")));
            assertArrayEquals(hex(v, "record"), EndToEnd.derive(secret, "gc1 record", 32));
            assertArrayEquals(hex(v, "mlsPsk"), EndToEnd.derive(secret, "gc1 mls-psk", 32));
            assertArrayEquals(hex(v, "welcome"), EndToEnd.derive(secret, "gc1 welcome", 32));
            String pskId = HexFormat.of().formatHex("gc1/link/".getBytes(StandardCharsets.US_ASCII))
                    + HexFormat.of().formatHex(locator);
            assertEquals(v.get("pskId").asText(), pskId);
        }
    }

    @Test
    void sealedRecord() throws Exception {
        for (JsonNode v : vectors("sealed-record", "vectors")) {
            byte[] sealed = hex(v, "sealed");
            byte[] opened = EndToEnd.open(hex(v, "recordKey"), sealed, hex(v, "locator"));
            assertEquals(v.get("json").asText(), new String(opened, StandardCharsets.UTF_8));
            JsonNode record = JSON.readTree(opened);
            assertNotNull(Base64Url.decode(record.get("keyPackage").asText()));
            assertTrue(record.get("profile").get("name").isTextual());
            assertTrue(sealed.length <= Limits.SEALED_RECORD_BYTES);
        }
    }

    @Test
    void sealedWelcome() throws Exception {
        for (JsonNode v : vectors("welcome", "vectors")) {
            byte[] opened = EndToEnd.open(hex(v, "welcomeKey"), hex(v, "sealed"), hex(v, "locator"));
            assertArrayEquals(hex(v, "welcome"), opened);
        }
    }

    @Test
    void contentAndPadding() throws Exception {
        for (JsonNode v : vectors("content", "vectors")) {
            byte[] padded = v.get("json").asText().getBytes(StandardCharsets.UTF_8);
            JsonNode content = JSON.readTree(padded);
            assertEquals(1, content.get("v").asInt());
            for (String name : List.of("type", "id")) {
                assertEquals(v.get("content").get(name), content.get(name));
            }
            int written = v.get("json").asText().stripTrailing().getBytes(StandardCharsets.UTF_8).length;
            assertEquals(EndToEnd.padded(written), padded.length);
        }
        for (JsonNode v : vectors("padding", "vectors")) {
            JsonNode padded = v.get("padded");
            assertEquals(
                    padded.isNull() ? -1 : padded.asInt(),
                    EndToEnd.padded(v.get("length").asInt()));
        }
    }

    @Test
    void emoji() throws Exception {
        JsonNode emoji =
                JSON.readTree(Path.of("vectors", "content.json").toFile()).get("emoji");
        assertTrue(emoji.get("good").size() > 0 && emoji.get("bad").size() > 0, "vectors");
        emoji.get("good").forEach(text -> assertTrue(EndToEnd.isEmoji(text.asText()), text.asText()));
        emoji.get("bad").forEach(text -> assertFalse(EndToEnd.isEmoji(text.asText()), text.asText()));
    }

    @Test
    void authenticatedData() throws Exception {
        for (JsonNode v : vectors("authenticated-data", "vectors")) {
            assertArrayEquals(
                    hex(v, "authenticatedData"),
                    EndToEnd.authenticatedData(
                            v.get("side").asText(), v.get("n").asLong()));
        }
    }

    @Test
    void safetyNumber() throws Exception {
        for (JsonNode v : vectors("safety-number", "vectors")) {
            String number = EndToEnd.safetyNumber(
                    hex(v, "exported"),
                    hex(v, "guestIdentity"),
                    hex(v, "guestSignatureKey"),
                    hex(v, "memberIdentity"),
                    hex(v, "memberSignatureKey"));
            assertEquals(v.get("safetyNumber").asText(), number);
            assertEquals(60, number.length());
        }
    }

    private static JsonNode vectors(String file, String list) throws IOException {
        JsonNode vectors =
                JSON.readTree(Path.of("vectors", file + ".json").toFile()).get(list);
        assertTrue(vectors.size() > 0, file + " has no vectors");
        return vectors;
    }

    private static byte[] hex(JsonNode vector, String name) {
        return HexFormat.of().parseHex(vector.get(name).asText());
    }
}
