package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guestchat.local.Checkout;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The TypeScript core's MLS part in a Node of its own: one JSON object a line, one answer a line
 * ({@code web-guest/core/interop/peer.mjs} says which).
 */
final class TypeScriptPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private TypeScriptPeer(Process process) {
        this.process = process;
        this.requests = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    static TypeScriptPeer start() {
        try {
            return new TypeScriptPeer(new ProcessBuilder("node", "web-guest/core/interop/peer.mjs")
                    .directory(Checkout.find().root().toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A party of this process; its name parts it from the others. */
    TypeScriptParty party(String name) {
        return new TypeScriptParty(this, name);
    }

    JsonNode ask(String operation, String peer, Map<String, ?> parameters) {
        ObjectNode request = JSON.createObjectNode().put("op", operation).put("peer", peer);
        parameters.forEach((name, value) -> request.set(
                name,
                JSON.valueToTree(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)));
        try {
            requests.write(request.toString());
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the peer ended; was web-guest/core built?");
            }
            JsonNode answer = JSON.readTree(line);
            if (!answer.get("ok").asBoolean()) {
                throw new IllegalStateException(
                        operation + ": " + answer.get("error").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The peer ends with its input. */
    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor();
        } catch (IOException gone) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
