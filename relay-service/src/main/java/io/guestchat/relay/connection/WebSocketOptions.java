package io.guestchat.relay.connection;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Handshake;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** No compression, whose memory and side channels nobody needs for ciphertext; frames of the protocol's size; its subprotocol. */
@ApplicationScoped
public class WebSocketOptions implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    private static void customize(HttpServerOptions options) {
        options.setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(Limits.FRAME_BYTES)
                .setMaxWebSocketMessageSize(Limits.FRAME_BYTES)
                .addWebSocketSubProtocol(Handshake.SUBPROTOCOL);
    }
}
