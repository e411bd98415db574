package io.guestchat.relay.connection;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Handshake;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** No compression, whose memory and side channels nobody needs for ciphertext; bounded frames; the protocol's name. */
@ApplicationScoped
public class WebSocketOptions implements HttpServerOptionsCustomizer {
    /**
     * A frame over the limit is read up to here, so that whoever sent it is told 1009: a socket that is closed with bytes unread
     * may take its close frame along (RFC 9293 section 3.10.4).
     */
    private static final int READ_BYTES = 2 * Limits.FRAME_BYTES;

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
                .setMaxWebSocketFrameSize(READ_BYTES)
                .setMaxWebSocketMessageSize(READ_BYTES)
                .addWebSocketSubProtocol(Handshake.SUBPROTOCOL);
    }
}
