package io.guestchat.scenarios.caller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A service's answer.
 *
 * @param nonce for the next proof, where it says one
 */
public record Answer(int status, byte[] body, @Nullable String nonce) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether a proof with the answer's nonce would have been wanted. */
    public boolean wantsNonce() {
        return status == 401 && nonce != null;
    }

    /** A member of the JSON object that it holds; empty text if it has none such. */
    public String text(String member) {
        try {
            JsonNode document = JSON.readTree(body);
            return document.path(member).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
