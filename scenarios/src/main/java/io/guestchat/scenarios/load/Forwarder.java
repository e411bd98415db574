package io.guestchat.scenarios.load;

import io.guestchat.protocol.frame.FrameCodec;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.limit.Limits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A yardstick: Vert.x, and as many frames of guestchat.v1 as a client needs to be content. It believes everybody, passes on what it is
 * told, and keeps nothing: what a relay costs above it buys durability, order and admission. {@code /{conversation}/{side}}.
 */
final class Forwarder extends AbstractVerticle {
    private static final String SEND = "{\"type\":\"send\"";
    private static final String ACK = "{\"type\":\"ack\"";

    private final int port;
    private final Map<String, ServerWebSocket> sockets;

    private Forwarder(int port, Map<String, ServerWebSocket> sockets) {
        this.port = port;
        this.sockets = sockets;
    }

    /** @param args the port to listen on */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
        Supplier<Verticle> one = () -> new Forwarder(port, sockets);
        Vertx.vertx()
                .deployVerticle(
                        one,
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onSuccess(v -> System.out.println("listening"))
                .onFailure(e -> System.exit(1));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setTcpNoDelay(true)
                        .setWebSocketSubProtocols(List.of("guestchat.v1"))
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false))
                .webSocketHandler(this::opened)
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void opened(ServerWebSocket socket) {
        String path = socket.path();
        String conversation = path.substring(1, path.lastIndexOf('/'));
        Side side = path.endsWith(Side.GUEST.wire()) ? Side.GUEST : Side.MEMBER;
        String peer = "/" + conversation + "/" + side.other().wire();
        AtomicLong seq = new AtomicLong();
        sockets.put(path, socket);
        socket.closeHandler(v -> sockets.remove(path, socket));
        socket.textMessageHandler(text -> {
            if (text.startsWith(SEND)) {
                int n = text.indexOf(",\"n\":");
                int end = text.indexOf(',', n + 1);
                socket.writeTextMessage("{\"type\":\"accepted\",\"conversation\":\"" + conversation + '"'
                        + text.substring(n, end) + '}');
                write(
                        peer,
                        "{\"type\":\"deliver\",\"conversation\":\"" + conversation + "\",\"seq\":"
                                + seq.incrementAndGet()
                                + ",\"from\":\"" + side.wire() + '"' + text.substring(n, text.length() - 1)
                                + ",\"at\":\"" + Instant.now() + "\"}");
            } else if (text.startsWith(ACK)) {
                int at = text.indexOf(",\"seq\":") + 7;
                write(
                        peer,
                        "{\"type\":\"delivered\",\"conversation\":\"" + conversation + "\",\"n\":"
                                + text.substring(at));
            } else {
                socket.writeTextMessage(FrameCodec.write(ready(side)));
            }
        });
        socket.writeTextMessage(FrameCodec.write(new RelayFrame.Challenge("any")));
    }

    private static RelayFrame.Ready ready(Side side) {
        return new RelayFrame.Ready(
                side,
                List.of(),
                new RelayFrame.Limits(
                        Limits.FRAME_BYTES,
                        Limits.PAYLOAD_BYTES,
                        Limits.SIGNAL_BYTES,
                        Limits.UNCONFIRMED_SENDS,
                        Limits.SEND_BURST,
                        Limits.SEND_RATE));
    }

    private void write(String path, String frame) {
        ServerWebSocket socket = sockets.get(path);
        if (socket != null) {
            socket.writeTextMessage(frame);
        }
    }
}
