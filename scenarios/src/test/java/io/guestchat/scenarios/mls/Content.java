package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an application message says: JSON, padded with spaces to one of a few lengths (protocol, section 5.5). */
final class Content {
    private static final List<Integer> LENGTHS = List.of(128, 256, 512, 1024, 2048, 4096, 8192, 16000);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Content() {}

    static byte[] text(String text) {
        byte[] json = JSON.valueToTree(Map.of("v", 1, "type", "text", "id", "some-id", "text", text))
                .toString()
                .getBytes(UTF_8);
        int length = LENGTHS.stream().filter(l -> l >= json.length).findFirst().orElseThrow();
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return padded;
    }

    /** Of a known length, and JSON. */
    static JsonNode read(byte[] plaintext) {
        if (!LENGTHS.contains(plaintext.length)) {
            throw new Refused("not padded");
        }
        try {
            return JSON.readTree(plaintext);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
