package io.guestchat.local.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** An AsyncAPI 3 document of one WebSocket channel, whose messages are JSON objects that name themselves by their {@code type}. */
public final class FrameDocument {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode source;
    private final Map<String, Message> fromClient;
    private final Map<String, Message> fromRelay;

    /** A message, by its {@code type}. */
    public record Message(String type, JsonNode schema, List<JsonNode> examples) {}

    private FrameDocument(JsonNode source) {
        this.source = source;
        JsonNode resolved = ApiDocument.resolve(source, source);
        this.fromClient = messages(resolved, "receive");
        this.fromRelay = messages(resolved, "send");
    }

    /**
     * The document of a service, as its jar has it.
     *
     * @param service e.g. {@code relay}
     */
    public static FrameDocument of(String service) {
        String name = "/META-INF/asyncapi/" + service + ".yaml";
        try (InputStream text = FrameDocument.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new FrameDocument(new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FrameDocument read(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            return new FrameDocument(new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FrameDocument of(JsonNode source) {
        return new FrameDocument(source);
    }

    /** As it is written, with its references. */
    JsonNode source() {
        return source;
    }

    /** What a client may say, by type. */
    public Map<String, Message> fromClient() {
        return fromClient;
    }

    /** What the relay says, by type. */
    public Map<String, Message> fromRelay() {
        return fromRelay;
    }

    /**
     * What is not as documented about a frame, in words; empty if all is.
     *
     * @param messages {@link #fromClient} or {@link #fromRelay}
     */
    public static List<String> faults(Map<String, Message> messages, String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            Message message = messages.get(frame.path("type").asText());
            return message == null ? List.of("is no documented message") : Schemas.faults(message.schema(), frame);
        } catch (JsonProcessingException e) {
            return List.of("is no JSON");
        }
    }

    private static Map<String, Message> messages(JsonNode document, String action) {
        Map<String, Message> found = new TreeMap<>();
        for (JsonNode operation : document.required("operations")) {
            if (operation.required("action").textValue().equals(action)) {
                for (JsonNode message : operation.required("messages")) {
                    String type = message.required("name").textValue();
                    List<JsonNode> examples = StreamSupport.stream(
                                    message.path("examples").spliterator(), false)
                            .map(example -> example.get("payload"))
                            .toList();
                    found.put(type, new Message(type, message.required("payload"), examples));
                }
            }
        }
        return Map.copyOf(found);
    }
}
