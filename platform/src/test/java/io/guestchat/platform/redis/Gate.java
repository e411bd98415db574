package io.guestchat.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;

/** One address that leads to one server after the other, and can make its connections half-open. */
final class Gate implements AutoCloseable {
    private final NetClient client;
    private final NetServer server;
    private volatile int target;
    /** Connections made before it was last raised are half-open. */
    private volatile int generation;

    Gate(Vertx vertx, String url) {
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connected);
        leadTo(url);
        Clients.get(server.listen(0, "127.0.0.1"));
    }

    String url() {
        return "redis://127.0.0.1:" + server.actualPort();
    }

    /** New connections lead there; those that stand go on. */
    void leadTo(String url) {
        target = URI.create(url).getPort();
    }

    /** Nothing comes through any connection that stands, and none ends. */
    void freeze() {
        generation++;
    }

    private void connected(NetSocket near) {
        int made = generation;
        near.pause();
        client.connect(target, "127.0.0.1")
                .onSuccess(far -> {
                    pass(near, far, made);
                    pass(far, near, made);
                    near.resume();
                })
                .onFailure(e -> near.close());
    }

    private void pass(NetSocket from, NetSocket to, int made) {
        from.handler((Buffer bytes) -> {
            if (made == generation) {
                to.write(bytes);
            }
        });
        from.closeHandler(v -> to.close());
    }

    @Override
    public void close() {
        Clients.get(server.close());
        Clients.get(client.close());
    }
}
