package io.guestchat.platform.problem;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * The services speak HTTP/1.1; a proxy in front may speak HTTP/2. {@link BodyIntake} reads a request to its end before a resource
 * is asked, and the framework pauses it afterwards. In HTTP/2 that fails, since a stream is closed once it is read: a client that
 * offers to go on in HTTP/2 on a clear text connection, as Java's does by default, would get 500.
 */
@Singleton
class Http1Only implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        withoutHttp2(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        withoutHttp2(options);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        withoutHttp2(options);
    }

    private static void withoutHttp2(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false).setUseAlpn(false);
    }
}
