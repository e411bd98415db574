package io.guestchat.relay;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A client's end of a connection that may say what no WebSocket library would, and that reads only when it is asked to. */
final class RawPeer implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FIN = 0x80;

    /** The connection ended without a close frame. */
    static final int ABRUPT = 1006;
    /** A close frame without a code. */
    static final int NO_CODE = 1005;

    private static final int PATIENCE_MS = 15_000;
    /** Little, so that the relay soon notices a peer that does not read. */
    private static final int RECEIVED_BYTES = 64 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private int answered;
    private boolean answersPings = true;

    /** What comes from the relay. */
    sealed interface Heard {
        record Text(String text) implements Heard {}

        record Pong(String payload) implements Heard {}

        record Closed(int code) implements Heard {}
    }

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connected; has its challenge waiting. */
    static RawPeer connect(int port) {
        RawPeer peer = handshake(port);
        if (peer.answered != 101) {
            throw new IllegalStateException("handshake answered with " + peer.answered);
        }
        return peer;
    }

    /** Whatever comes of it: see {@link #answered}. */
    static RawPeer handshake(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(RECEIVED_BYTES);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            RawPeer peer = new RawPeer(socket);
            peer.write(("GET /v1/connect HTTP/1.1\r\nHost: relay.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                            + "Sec-WebSocket-Protocol: guestchat.v1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            peer.answered = peer.head();
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has its {@code ready}. */
    static RawPeer live(int port, TestWorld world, Side side) {
        RawPeer peer = connect(port);
        peer.say(peer.answer(world, side));
        peer.next(RelayFrame.Ready.class);
        return peer;
    }

    /** The answer to the challenge that waits. */
    ClientFrame.Authenticate answer(TestWorld world, Side side) {
        String nonce = next(RelayFrame.Challenge.class).nonce();
        return side == Side.GUEST ? world.asGuest(nonce) : world.asMember();
    }

    void answersNoPings() {
        answersPings = false;
    }

    /** The status of the handshake's answer. */
    int answered() {
        return answered;
    }

    private int head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    void say(ClientFrame frame) {
        text(FrameCodec.write(frame));
    }

    void text(String text) {
        write(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Bytes as they are; that the relay has closed meanwhile is for {@link #hear} to find out. */
    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // what it said before it closed can still be read
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame, masked. */
    static byte[] frame(int head, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The next text or pong, or the end; pings are answered. */
    Heard hear() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = new byte[length()];
                in.readFully(payload);
                switch (head & 0x0f) {
                    case TEXT, CONTINUATION -> {
                        text.writeBytes(payload);
                        if ((head & FIN) != 0) {
                            return new Heard.Text(text.toString(StandardCharsets.UTF_8));
                        }
                    }
                    case PING -> {
                        if (answersPings) {
                            write(frame(FIN | PONG, payload));
                        }
                    }
                    case PONG -> {
                        return new Heard.Pong(new String(payload, StandardCharsets.UTF_8));
                    }
                    case CLOSE -> {
                        return new Heard.Closed(
                                payload.length < 2
                                        ? NO_CODE
                                        : ByteBuffer.wrap(payload).getShort() & 0xffff);
                    }
                    default -> throw new AssertionError("frame " + head);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (IOException e) {
            return new Heard.Closed(ABRUPT);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    /** The next frame of this type; others are skipped. */
    <T extends RelayFrame> T next(Class<T> type) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (System.nanoTime() < deadline) {
            switch (hear()) {
                case Heard.Text text -> {
                    RelayFrame frame = checked(text.text());
                    if (type.isInstance(frame)) {
                        return type.cast(frame);
                    }
                }
                case Heard.Pong pong -> {
                    // not asked for
                }
                case Heard.Closed closed -> throw new AssertionError("closed " + closed.code());
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    static RelayFrame checked(String text) {
        FrameContract.received(text).ifPresent(fault -> {
            throw fault;
        });
        return FrameCodec.readRelay(text);
    }

    /** Whatever comes before is skipped. */
    int closeCode() {
        while (true) {
            if (hear() instanceof Heard.Closed closed) {
                return closed.code();
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
