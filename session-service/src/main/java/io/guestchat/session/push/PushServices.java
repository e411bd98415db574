package io.guestchat.session.push;

import io.guestchat.session.PushConfig;
import io.guestchat.session.push.PushAnswer.Gone;
import io.guestchat.session.push.PushAnswer.Later;
import io.guestchat.session.push.PushAnswer.Refused;
import io.guestchat.session.push.PushAnswer.Taken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends pushes (RFC 8030) without content. The name is looked up here, and what was looked at is what is connected to. */
@ApplicationScoped
class PushServices {
    private static final int CONNECT_MS = 5_000;
    private static final long ANSWER_MS = 10_000;
    private static final int IDLE_SECONDS = 30;
    /** To one address: most guests' browsers are of one maker. What waits for them is bounded by who asks. */
    private static final int CONNECTIONS_EACH = 64;

    private static final int AS_IT_SAYS = -1;
    private static final int LOOK_UPS_AT_ONCE = 16;
    /** Nobody reads what is answered: more than this is not taken. */
    private static final int MOST_BYTES = 64 * 1024;

    /** All pushes to a browser are one to it: the last replaces those that it has not got yet. */
    private static final String TOPIC = "message";

    /** The addresses of a name. */
    interface Names {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    private final HttpClient http;
    private final WorkerExecutor lookUps;
    private final Names names;
    private final boolean anywhere;
    private final int port;

    @Inject
    PushServices(Vertx vertx, PushConfig config) {
        this(
                vertx,
                new HttpClientOptions(),
                host -> List.of(InetAddress.getAllByName(host)),
                config.privateEndpoints(),
                AS_IT_SAYS);
    }

    /** @param port what is connected to instead of the endpoint's, in a test */
    PushServices(Vertx vertx, HttpClientOptions options, Names names, boolean anywhere, int port) {
        this.http = vertx.createHttpClient(options.setConnectTimeout(CONNECT_MS)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxPoolSize(CONNECTIONS_EACH));
        this.lookUps = vertx.createSharedWorkerExecutor("push-names", LOOK_UPS_AT_ONCE);
        this.names = names;
        this.anywhere = anywhere;
        this.port = port;
    }

    @PreDestroy
    void close() {
        http.close();
        lookUps.close();
    }

    /**
     * Pushes; never fails.
     *
     * @param keepFor how long the push service may try to reach the browser
     */
    Future<PushAnswer> push(Endpoint endpoint, String authorization, Duration keepFor) {
        return lookUps.executeBlocking(() -> names.addresses(endpoint.host()), false)
                .compose(found -> allowed(found)
                        .map(address -> send(request(endpoint, address, authorization, keepFor)))
                        .orElseGet(() -> Future.succeededFuture(new Refused(0))))
                .recover(e -> Future.succeededFuture(new Later(null)));
    }

    /** A name with any address that is not public is not asked at all. */
    private Optional<InetAddress> allowed(List<InetAddress> found) {
        return anywhere || found.stream().allMatch(Addresses::isPublic)
                ? found.stream().findFirst()
                : Optional.empty();
    }

    private RequestOptions request(Endpoint endpoint, InetAddress address, String authorization, Duration keepFor) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        port == AS_IT_SAYS ? endpoint.port() : port, address.getHostAddress()))
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.secure())
                .setURI(endpoint.target())
                .setFollowRedirects(false)
                .setTimeout(ANSWER_MS)
                .putHeader(HttpHeaders.AUTHORIZATION, authorization)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .putHeader("TTL", Long.toString(keepFor.toSeconds()))
                // A phone that sleeps is woken: one push in an absence is worth it.
                .putHeader("Urgency", "high")
                .putHeader("Topic", TOPIC);
    }

    private Future<PushAnswer> send(RequestOptions options) {
        return http.request(options).compose(request -> request.send().map(response -> {
            forget(response);
            return answer(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), Instant.now());
        }));
    }

    private static void forget(HttpClientResponse response) {
        long[] taken = {0};
        response.handler(part -> {
            taken[0] += part.length();
            if (taken[0] > MOST_BYTES) {
                response.request().connection().close();
            }
        });
    }

    /** What a push service means by its status (RFC 8030, sections 5 and 7.3). */
    static PushAnswer answer(int status, @Nullable String retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        if (status == 404 || status == 410) {
            return new Gone();
        }
        return status == 429 || status >= 500 ? new Later(pause(retryAfter, now)) : new Refused(status);
    }

    private static @Nullable Duration pause(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            return retryAfter.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
