package io.guestchat.local.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.limit.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay's AsyncAPI document and the Java types of its frames: two spellings of the same. */
class FrameDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "AZGoUaNpS7qr3V01itG4Og";

    private final FrameDocument document = FrameDocument.of("relay");

    @Test
    void everyFrameHasItsMessageWithTheSameMembers() {
        assertEquals(members(ClientFrame.class), members(document.fromClient()));
        assertEquals(members(RelayFrame.class), members(document.fromRelay()));
    }

    @Test
    void everyObjectSaysWhatElseItMayHold() {
        Stream.concat(
                        document.source().at("/components/schemas").findParents("properties").stream(),
                        document.source().at("/components/messages").findValues("payload").stream())
                .filter(schema -> schema.has("properties") && schema.has("type"))
                .forEach(schema -> assertTrue(schema.has("additionalProperties"), schema::toPrettyString));
    }

    @Test
    void everyMessageHasExamplesThatAreValidAndMeanTheSameToTheCodec() {
        assertAll(Stream.concat(
                examples(document.fromClient(), text -> FrameCodec.write(FrameCodec.readClient(text))),
                examples(document.fromRelay(), text -> FrameCodec.write(FrameCodec.readRelay(text)))));
    }

    private static Stream<Executable> examples(
            Map<String, FrameDocument.Message> messages, Function<String, String> throughTheCodec) {
        return messages.values().stream().map(message -> () -> {
            assertFalse(message.examples().isEmpty(), message.type());
            for (JsonNode example : message.examples()) {
                assertEquals(List.of(), FrameDocument.faults(messages, example.toString()));
                assertEquals(example, JSON.readTree(throughTheCodec.apply(example.toString())));
            }
        });
    }

    @Test
    void namesTheSameCodes() {
        assertEquals(
                wire(ErrorCode.values(), ErrorCode::wire),
                texts(document.fromRelay().get("error").schema().at("/properties/code/enum")));
        assertEquals(
                wire(AlertCode.values(), AlertCode::wire),
                texts(document.fromRelay().get("alert").schema().at("/properties/code/enum")));
        assertEquals(
                wire(EndReason.values(), EndReason::wire),
                texts(document.fromRelay().get("conversation").schema().at("/properties/reason/enum")));
        // Those of RFC 6455 that the WebSocket itself answers with.
        Set<String> closes = wire(CloseCode.values(), code -> Short.toString(code.code()));
        closes.addAll(List.of("1002", "1007"));
        Set<String> documented = new TreeSet<>();
        document.source().at("/channels/connect/x-close-codes").fieldNames().forEachRemaining(documented::add);
        assertEquals(closes, documented);
    }

    @Test
    void allowsAPayloadOfTheLimitAndNoMore() {
        assertEquals(List.of(), faults(send(1, Limits.PAYLOAD_BYTES)));
        assertNotEquals(List.of(), faults(send(1, Limits.PAYLOAD_BYTES + 1)));
        assertEquals(List.of(), faults(send(ClientFrame.MAX_COUNTER, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":-1}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":9007199254740992}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":\"1\"}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":1.5}",
                "{\"type\":\"ack\",\"conversation\":\"AZGoUaNpS7qr3V01itG4Oh\",\"seq\":1}",
                "{\"type\":\"ack\",\"conversation\":{\"value\":\"" + ID + "\"},\"seq\":1}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":1,\"more\":1}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\",\"seq\":1,\"seq\":1}",
                "{\"type\":\"ack\",\"conversation\":\"" + ID + "\"}",
                "{\"type\":\"send\",\"conversation\":\"" + ID
                        + "\",\"n\":0,\"kind\":\"application\",\"payload\":\"AA\"}",
                "{\"type\":\"send\",\"conversation\":\"" + ID + "\",\"n\":1,\"kind\":\"welcome\",\"payload\":\"AA\"}",
                "{\"type\":\"send\",\"conversation\":\"" + ID + "\",\"n\":1,\"kind\":\"application\",\"payload\":\"\"}",
                "{\"type\":\"send\",\"conversation\":\"" + ID
                        + "\",\"n\":1,\"kind\":\"application\",\"payload\":\"AB\"}",
                "{\"type\":\"send\",\"conversation\":\"" + ID
                        + "\",\"n\":1,\"kind\":\"application\",\"payload\":\"AAAAA\"}",
                "{\"type\":\"authenticate\"}",
                "{\"type\":\"authenticate\",\"token\":1}",
                "{\"type\":\"ready\"}",
                "{}",
                "[]",
                "null",
                "{"
            })
    void bothRefuse(String text) {
        assertNotEquals(List.of(), faults(text));
        assertTrue(isRefused(text), text);
    }

    private static boolean isRefused(String text) {
        try {
            FrameCodec.readClient(text);
            return false;
        } catch (InvalidValue e) {
            return true;
        }
    }

    private List<String> faults(String text) {
        return FrameDocument.faults(document.fromClient(), text);
    }

    private static String send(long n, int bytes) {
        String payload = Base64Url.encode(new byte[bytes]);
        return "{\"type\":\"send\",\"conversation\":\"" + ID + "\",\"n\":" + n
                + ",\"kind\":\"application\",\"payload\":\"" + payload + "\"}";
    }

    private static Map<String, Set<String>> members(Class<?> frames) {
        Map<String, Set<String>> members = new TreeMap<>();
        for (JsonSubTypes.Type type : frames.getAnnotation(JsonSubTypes.class).value()) {
            Set<String> names = wire(type.value().getRecordComponents(), component -> component.getName());
            names.add("type");
            members.put(type.name(), names);
        }
        assertEquals(frames.getPermittedSubclasses().length, members.size());
        return members;
    }

    private static Map<String, Set<String>> members(Map<String, FrameDocument.Message> messages) {
        Map<String, Set<String>> members = new TreeMap<>();
        messages.forEach((type, message) -> {
            assertEquals(type, message.schema().at("/properties/type/const").textValue());
            Set<String> names = new TreeSet<>();
            message.schema().required("properties").fieldNames().forEachRemaining(names::add);
            members.put(type, names);
        });
        return members;
    }

    private static <T> Set<String> wire(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
