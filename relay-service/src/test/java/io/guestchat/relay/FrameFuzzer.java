package io.guestchat.relay;

import static io.guestchat.relay.RawPeer.FIN;
import static io.guestchat.relay.RawPeer.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** What clients may write that were made by mistake or by malice, from a seed. Next to nothing of it is random through and through. */
final class FrameFuzzer {
    /**
     * Bytes for the relay.
     *
     * @param text the message that they make, if they are all of one
     * @param last whether the relay, behind them, may rightly wait for the rest of a frame
     */
    record Piece(byte[] bytes, String text, boolean last) {
        static Piece of(String text) {
            return new Piece(frame(FIN | RawPeer.TEXT, text.getBytes(StandardCharsets.UTF_8)), text, false);
        }

        static Piece bare(byte[] bytes) {
            return new Piece(bytes, null, false);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"1\"",
            "[]",
            "{}",
            "[[[[[[[[]]]]]]]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"AAA\"",
            "\"AAAB=\"",
            "\"send\"",
            "\"handshake\"");

    private final Random random;
    private final ConversationId mine;
    private final ConversationId another;

    /**
     * @param mine    the conversation that is this side's
     * @param another one that is not
     */
    FrameFuzzer(long seed, ConversationId mine, ConversationId another) {
        this.random = new Random(seed);
        this.mine = mine;
        this.another = another;
    }

    /** One more. */
    Piece next() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Piece.of(mutated(FrameCodec.write(valid())));
            case 3, 4, 5 -> inParts(chance(8) ? mutated(FrameCodec.write(valid())) : FrameCodec.write(valid()));
            case 6 -> Piece.bare(control());
            case 7 -> Piece.bare(broken());
            case 8 -> new Piece(noise(), null, true);
            default -> Piece.of(FrameCodec.write(valid()));
        };
    }

    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private ClientFrame valid() {
        ConversationId conversation = chance(40) ? another : mine;
        return switch (random.nextInt(20)) {
            case 0 -> new ClientFrame.Authenticate("AAAA.AAAA.AAAA", chance(2) ? "AAAA.AAAA.AAAA" : null);
            case 1, 2, 3 -> new ClientFrame.Ack(conversation, chance(8) ? random.nextLong(1L << 40) : 0);
            case 4, 5, 6 -> new ClientFrame.Signal(conversation, payload(1 + random.nextInt(Limits.SIGNAL_BYTES)));
            default ->
                new ClientFrame.Send(
                        conversation,
                        chance(4) ? 1 + random.nextInt(2_000) : 1 + random.nextInt(12),
                        chance(5) ? Kind.HANDSHAKE : Kind.APPLICATION,
                        payload(chance(8) ? Limits.PAYLOAD_BYTES - 2 + random.nextInt(5) : 1 + random.nextInt(200)));
        };
    }

    private String payload(int bytes) {
        byte[] payload = new byte[bytes];
        random.nextBytes(payload);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
    }

    /** A member gone, doubled, of another kind or a stranger; or the text itself damaged. */
    private String mutated(String text) {
        ObjectNode object = object(text);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        int at = random.nextInt(text.length());
        return switch (random.nextInt(8)) {
            case 0 -> object.without(List.of(name)).toString();
            case 1 -> text.substring(0, text.length() - 1) + ",\"" + name + "\":" + object.get(name) + "}";
            case 2, 3 -> text.replace(object.get(name).toString(), value);
            case 4 -> text.substring(0, text.length() - 1) + ",\"x" + name + "\":" + value + "}";
            case 5 -> text.substring(0, at);
            case 6 -> text.substring(0, at) + (char) random.nextInt(0xD800) + text.substring(at);
            default -> "[" + text + "]";
        };
    }

    private static ObjectNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return (ObjectNode) node;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message in several frames, with pings between them. */
    private Piece inParts(String text) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int from = 0;
        do {
            int to = Math.min(whole.length, from + 1 + random.nextInt(whole.length + 1));
            int opcode = from == 0 ? RawPeer.TEXT : RawPeer.CONTINUATION;
            parts.writeBytes(frame(opcode | (to == whole.length ? FIN : 0), Arrays.copyOfRange(whole, from, to)));
            if (to < whole.length && chance(3)) {
                parts.writeBytes(frame(FIN | RawPeer.PING, new byte[random.nextInt(126)]));
            }
            from = to;
        } while (from < whole.length);
        return new Piece(parts.toByteArray(), text, false);
    }

    private byte[] control() {
        byte[] payload = new byte[random.nextInt(126)];
        random.nextBytes(payload);
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> frame(FIN | RawPeer.PONG, payload);
            case 3 -> frame(FIN | RawPeer.PING, payload);
            case 4 ->
                frame(FIN | RawPeer.CLOSE, new byte[] {(byte) random.nextInt(3), payload.length == 0 ? 0 : payload[0]});
            default -> frame(FIN | RawPeer.CLOSE, chance(2) ? new byte[0] : new byte[] {3, (byte) 232});
        };
    }

    /** Frames that RFC 6455 or the protocol does not allow, each of them whole. */
    private byte[] broken() {
        byte[] text = FrameCodec.write(valid()).getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(7)) {
            case 0 -> frame(random.nextInt(256), text);
            case 1 -> frame(FIN | RawPeer.CONTINUATION, text);
            case 2 -> frame(FIN | RawPeer.BINARY, text);
            case 3 -> frame(FIN | RawPeer.TEXT, new byte[Limits.FRAME_BYTES + 1 + random.nextInt(1_000)]);
            case 4 -> frame(FIN | RawPeer.PING, new byte[126 + random.nextInt(1_000)]);
            case 5 -> frame(FIN | RawPeer.TEXT, new byte[] {'"', (byte) (0x80 + random.nextInt(128)), '"'});
            default -> {
                byte[] unmasked = new byte[text.length + 4];
                unmasked[0] = (byte) (FIN | RawPeer.TEXT);
                unmasked[1] = 126;
                unmasked[2] = (byte) (text.length >> 8);
                unmasked[3] = (byte) text.length;
                System.arraycopy(text, 0, unmasked, 4, text.length);
                yield unmasked;
            }
        };
    }

    /** Anything; or a frame whose length is not what follows; or a message without its end. */
    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        byte[] frame = frame(FIN | RawPeer.TEXT, FrameCodec.write(valid()).getBytes(StandardCharsets.UTF_8));
        return switch (random.nextInt(4)) {
            case 0 -> noise;
            case 1 -> Arrays.copyOf(frame, 1 + random.nextInt(frame.length));
            case 2 -> {
                frame[1] = (byte) (0x80 | random.nextInt(128));
                yield frame;
            }
            default -> frame(RawPeer.TEXT, noise);
        };
    }
}
