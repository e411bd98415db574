package io.guestchat.local.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guestchat.local.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document may grow; it may not break the callers of the one that was released. */
class CompatibilityTest {
    private static final Path DOCUMENTS = Checkout.find().root().resolve("protocol/spec/openapi");
    private static final String CREATION = "/paths/~1v1~1invites~1{inviteId}/put";
    private static final String OFFER = "/components/schemas/Offer";
    private static final String INVITE = "/components/schemas/Invite";

    /**
     * A deliberate break is a new version of the protocol: it comes with a decision record, and replaces the document in {@code
     * released} in the same commit. After a compatible change the released document is replaced by whoever releases.
     */
    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void breaksNobody(String service) {
        // Given
        ApiDocument released = ApiDocument.read(DOCUMENTS.resolve("released/" + service + ".yaml"));

        // When
        List<String> breaks = Comparison.breaks(released, ApiDocument.of(service));

        // Then
        assertEquals(List.of(), breaks);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void findsWhatBreaks(String expected, Consumer<JsonNode> change) {
        // Given
        JsonNode broken = ApiDocument.of("invite").source().deepCopy();
        change.accept(broken);

        // When
        List<String> breaks = Comparison.breaks(ApiDocument.of("invite"), ApiDocument.of(broken));

        // Then
        assertEquals(List.of(expected), breaks.stream().distinct().toList());
    }

    static Stream<Arguments> findsWhatBreaks() {
        String put = "PUT /v1/invites/{inviteId}";
        return Stream.of(
                change("GET /.well-known/jwks.json is gone", "/paths", o -> o.remove("/.well-known/jwks.json")),
                change(
                        "DELETE /v1/invites/{inviteId} is gone",
                        "/paths/~1v1~1invites~1{inviteId}",
                        o -> o.remove("delete")),
                change(put + " 409 is gone", CREATION + "/responses", o -> o.remove("409")),
                change(put + " 202 is new", CREATION + "/responses", o -> o.putObject("202")
                        .put("description", "")),
                change(put + " wants other credentials", CREATION, o -> o.putArray("security")),
                change(put + " body.note is now required", OFFER, o -> {
                    o.withObject("properties").putObject("note").put("type", "string");
                    o.withArray("required").add("note");
                }),
                change(put + " body.metadata is now required", OFFER, o -> o.withArray("required")
                        .add("metadata")),
                change(put + " body.expiresIn is gone", OFFER + "/properties", o -> o.remove("expiresIn")),
                change(
                        put + " body.expiresIn has another maximum",
                        OFFER + "/properties/expiresIn",
                        o -> o.put("maximum", 3600)),
                change(
                        put + " body.expiresIn has another type",
                        OFFER + "/properties/expiresIn",
                        o -> o.put("type", "string")),
                change(
                        put + " body.claimHash has another pattern",
                        OFFER + "/properties/claimHash",
                        o -> o.put("pattern", "^x$")),
                change(
                        put + " body.metadata has changed alternatives",
                        OFFER + "/properties/metadata/oneOf/0",
                        o -> o.put("maxProperties", 2)),
                change("GET /v1/invites cursor is gone", "/paths/~1v1~1invites/get", o -> ((ArrayNode)
                                o.get("parameters"))
                        .remove(3)),
                change(
                        "GET /v1/invites limit is now required",
                        "/paths/~1v1~1invites/get/parameters/2",
                        o -> o.put("required", true)),
                change(
                        "GET /v1/invites limit has another maximum",
                        "/paths/~1v1~1invites/get/parameters/2/schema",
                        o -> o.put("maximum", 50)),
                change(
                        "GET /v1/invites 200.nextCursor is gone",
                        "/components/schemas/Page/properties",
                        o -> o.remove("nextCursor")),
                change(
                        "GET /v1/invites 200 Cache-Control is gone",
                        "/paths/~1v1~1invites/get/responses/200/headers",
                        o -> o.remove("Cache-Control")),
                change(
                        "GET /.well-known/jwks.json 200.keys[].kty has other values",
                        "/components/schemas/Keys/properties/keys/items/properties/kty",
                        o -> o.withArray("enum").add("RSA")),
                change(
                        put + " 409 has another media type",
                        "/components/responses/Conflict/content",
                        o -> o.set("text/plain", o.remove("application/problem+json"))),
                change(
                        put + " 409.type has other values",
                        "/components/responses/Conflict/content/application~1problem+json/schema/allOf/1/properties/type",
                        o -> o.withArray("enum").add("urn:guestchat:problem:other")));
    }

    @Test
    void letsADocumentGrow() {
        // Given
        JsonNode grown = ApiDocument.of("invite").source().deepCopy();
        object(grown, OFFER + "/properties").putObject("note").put("type", "string");
        object(grown, OFFER + "/properties/expiresIn").put("maximum", 5_000_000);
        object(grown, INVITE + "/properties").putObject("note").put("type", "string");
        object(grown, CREATION + "/responses").set("402", grown.at("/components/responses/Conflict"));
        object(grown, "/paths").set("/v1/other", grown.at("/paths/~1v1~1invites"));

        // When
        List<String> breaks = Comparison.breaks(ApiDocument.of("invite"), ApiDocument.of(grown));

        // Then
        assertEquals(List.of(), breaks);
    }

    private static Arguments change(String expected, String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(expected, (Consumer<JsonNode>) document -> change.accept(object(document, pointer)));
    }

    private static ObjectNode object(JsonNode document, String pointer) {
        return (ObjectNode) document.requiredAt(pointer);
    }
}
