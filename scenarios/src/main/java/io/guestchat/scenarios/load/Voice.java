package io.guestchat.scenarios.load;

import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One side of one conversation on a connection of its own: sends when it is told to, within the window, and acknowledges each
 * envelope as it comes. It takes frames apart only as far as it needs to, so that there is processor time left for the relay. All on
 * one event loop.
 */
final class Voice {
    private static final String DELIVER = "{\"type\":\"deliver\"";
    private static final String ACCEPTED = "{\"type\":\"accepted\"";
    private static final String DELIVERED = "{\"type\":\"delivered\"";

    private final Seat seat;
    private final WebSocket socket;
    private final LongConsumer onDelivery;
    private final String beforeN;
    private final String afterN;
    private final String beforeSeq;
    private final Promise<Voice> ready = Promise.promise();
    private final Queue<Long> held = new ArrayDeque<>();
    private @Nullable String fault;

    /**
     * On a connection that has just been opened.
     *
     * @param onDelivery told of each envelope that comes: when it was to be sent
     */
    Voice(Seat seat, WebSocket socket, LongConsumer onDelivery) {
        this.seat = seat;
        this.socket = socket;
        this.onDelivery = onDelivery;
        String conversation = seat.conversation().value();
        this.beforeN = "{\"type\":\"send\",\"conversation\":\"" + conversation + "\",\"n\":";
        this.afterN = ",\"kind\":\"application\",\"payload\":\"" + seat.payload() + "\"}";
        this.beforeSeq = "{\"type\":\"ack\",\"conversation\":\"" + conversation + "\",\"seq\":";
        socket.textMessageHandler(this::received);
        socket.closeHandler(v -> fail("closed with " + socket.closeStatusCode()));
        socket.exceptionHandler(e -> socket.close());
    }

    /** Once the relay has let it in. */
    Future<Voice> ready() {
        return ready.future();
    }

    /** Says one thing more, now or as soon as the window has room. */
    void say(long intendedAt) {
        if (seat.said - seat.accepted < Limits.UNCONFIRMED_SENDS) {
            write(intendedAt);
        } else {
            held.add(intendedAt);
        }
    }

    private void write(long intendedAt) {
        long n = ++seat.said;
        seat.saidAt().put(n, intendedAt);
        socket.writeTextMessage(beforeN + n + afterN);
    }

    private void received(String text) {
        if (text.startsWith(DELIVER)) {
            delivery(number(text, "\"seq\":"), number(text, "\"n\":"));
        } else if (text.startsWith(ACCEPTED)) {
            seat.accepted = number(text, "\"n\":");
            while (!held.isEmpty() && seat.said - seat.accepted < Limits.UNCONFIRMED_SENDS) {
                write(held.remove());
            }
        } else if (text.startsWith(DELIVERED)) {
            seat.ticked = number(text, "\"n\":");
        } else {
            switch (FrameCodec.readRelay(text)) {
                case RelayFrame.Challenge(String nonce) ->
                    seat.credential().answer(nonce).onSuccess(this::answer);
                case RelayFrame.Ready r -> ready.tryComplete(this);
                case RelayFrame.Error e -> fail("refused: " + e.code());
                default -> {}
            }
        }
    }

    private void delivery(long seq, long n) {
        if (n != seat.heard + 1) {
            fail(n + " came after " + seat.heard);
        }
        seat.heard = n;
        onDelivery.accept(seat.peerSaidAt().of(n));
        socket.writeTextMessage(beforeSeq + seq + "}");
    }

    private void answer(ClientFrame frame) {
        socket.writeTextMessage(FrameCodec.write(frame));
    }

    private static long number(String text, String name) {
        int at = text.indexOf(name) + name.length();
        long number = 0;
        for (char c = text.charAt(at); c >= '0' && c <= '9'; c = text.charAt(++at)) {
            number = 10 * number + c - '0';
        }
        return number;
    }

    private void fail(String what) {
        ready.tryFail(what);
        fault = fault == null ? what : fault;
    }

    /** What must not be, if it was. */
    @Nullable
    String fault() {
        return fault;
    }

    Seat seat() {
        return seat;
    }

    /** Whether the relay has accepted everything that was said. */
    boolean isAccepted() {
        return held.isEmpty() && seat.accepted == seat.said;
    }

    /** Whether the peer has acknowledged it, too. */
    boolean isSettled() {
        return isAccepted() && seat.ticked == seat.said;
    }

    /** In order. */
    Future<Void> close() {
        return socket.closeHandler(null).close();
    }
}
