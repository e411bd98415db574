package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

/** What is inside a sealed invite record (protocol, section 1). */
final class InviteRecordJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InviteRecordJson() {}

    static byte[] of(byte[] keyPackage, String name) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(keyPackage);
        return JSON.valueToTree(Map.of("keyPackage", encoded, "profile", Map.of("name", name)))
                .toString()
                .getBytes(UTF_8);
    }

    static byte[] keyPackage(byte[] json) {
        try {
            return Base64.getUrlDecoder()
                    .decode(JSON.readTree(json).get("keyPackage").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
