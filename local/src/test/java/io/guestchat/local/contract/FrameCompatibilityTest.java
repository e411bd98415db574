package io.guestchat.local.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guestchat.local.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Like {@link CompatibilityTest}, for clients of the relay. A new type of frame is a break, too: clients ignore members that they do
 * not know, nothing is said of types.
 */
class FrameCompatibilityTest {
    private static final Path RELEASED = Checkout.find().root().resolve("protocol/spec/asyncapi/released");
    private static final String MESSAGES = "/components/messages/";

    @Test
    void breaksNobody() {
        assertEquals(List.of(), breaks(FrameDocument.read(RELEASED.resolve("relay.yaml")), FrameDocument.of("relay")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void findsWhatBreaks(String expected, Consumer<JsonNode> change) {
        // Given
        JsonNode broken = FrameDocument.of("relay").source().deepCopy();
        change.accept(broken);

        // When
        List<String> breaks = breaks(FrameDocument.of("relay"), FrameDocument.of(broken));

        // Then
        assertEquals(List.of(expected), breaks);
    }

    static Stream<Arguments> findsWhatBreaks() {
        return Stream.of(
                change("the client's ack is gone", "/operations/fromClient", o -> o.withArray("messages")
                        .remove(2)),
                change("the relay's ack is new", "/operations/fromRelay", o -> o.withArray("messages")
                        .addObject()
                        .put("$ref", "#/components/messages/ack")),
                change("the client's send.kind has other values", "/components/schemas/Kind", o -> o.withArray("enum")
                        .remove(1)),
                change("the client's ack.time is now required", MESSAGES + "ack/payload", o -> {
                    o.withObject("properties").putObject("time").put("type", "integer");
                    o.withArray("required").add("time");
                }),
                change(
                        "the client's authenticate.proof is gone",
                        MESSAGES + "authenticate/payload/properties",
                        o -> o.remove("proof")),
                change(
                        "the relay's presence.peer has other values",
                        MESSAGES + "presence/payload/properties/peer",
                        o -> o.withArray("enum").add("away")),
                change(
                        "the relay's challenge.nonce is no longer always there",
                        MESSAGES + "challenge/payload",
                        o -> o.withArray("required").remove(1)),
                change(
                        "the relay's ready.conversations[].status has another type",
                        "/components/schemas/Position/properties/status",
                        o -> o.put("type", "integer")));
    }

    @Test
    void letsADocumentGrow() {
        // Given
        JsonNode grown = FrameDocument.of("relay").source().deepCopy();
        object(grown, MESSAGES + "send/payload/properties").putObject("hint").put("type", "string");
        object(grown, MESSAGES + "ready/payload/properties").putObject("node").put("type", "string");
        object(grown, "/operations/fromClient")
                .withArray("messages")
                .addObject()
                .put("$ref", "#/components/messages/alert");

        // When
        List<String> breaks = breaks(FrameDocument.of("relay"), FrameDocument.of(grown));

        // Then
        assertEquals(List.of(), breaks);
    }

    private static List<String> breaks(FrameDocument released, FrameDocument current) {
        List<String> breaks = new ArrayList<>();
        gone("the client's", released.fromClient(), current.fromClient(), breaks);
        gone("the relay's", released.fromRelay(), current.fromRelay(), breaks);
        released.fromClient().forEach((type, before) -> {
            FrameDocument.Message now = current.fromClient().get(type);
            if (now != null) {
                breaks.addAll(
                        new SchemaComparison(false).breaks("the client's " + type, now.schema(), before.schema()));
            }
        });
        current.fromRelay().forEach((type, now) -> {
            FrameDocument.Message before = released.fromRelay().get(type);
            if (before == null) {
                breaks.add("the relay's " + type + " is new");
            } else {
                breaks.addAll(new SchemaComparison(true).breaks("the relay's " + type, before.schema(), now.schema()));
            }
        });
        return breaks;
    }

    private static void gone(
            String whose,
            Map<String, FrameDocument.Message> before,
            Map<String, FrameDocument.Message> now,
            List<String> breaks) {
        before.keySet().stream()
                .filter(type -> !now.containsKey(type))
                .forEach(type -> breaks.add(whose + " " + type + " is gone"));
    }

    private static Arguments change(String expected, String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(expected, (Consumer<JsonNode>) document -> change.accept(object(document, pointer)));
    }

    private static ObjectNode object(JsonNode document, String pointer) {
        return (ObjectNode) document.requiredAt(pointer);
    }
}
