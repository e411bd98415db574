package io.guestchat.relay.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.platform.limit.ClientAddress;
import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.relay.admission.Addresses;
import io.guestchat.relay.admission.Handshake;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicLong;

/** {@code GET /v1/connect}. */
@ApplicationScoped
public class ConnectRoute {
    private static final String PATH = "/v1/connect";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Rooms rooms;
    private final Handshake handshake;
    private final Addresses addresses;
    private final ObjectMapper json;
    /** Frames that go out together at the most, when many are written at once. */
    private static final int FRAMES_AT_ONCE = 256;

    private final AtomicLong numbers = new AtomicLong();

    ConnectRoute(Rooms rooms, Handshake handshake, Addresses addresses, ObjectMapper json) {
        this.rooms = rooms;
        this.handshake = handshake;
        this.addresses = addresses;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).handler(this::connect);
        router.route(PATH).handler(routing -> {
            routing.response().putHeader("Allow", "GET");
            problem(routing, ProblemCode.METHOD_NOT_ALLOWED, "only GET");
        });
    }

    private void connect(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        var refusal = handshake.refuse(request);
        if (refusal.isPresent()) {
            problem(routing, refusal.get().code(), refusal.get().detail());
            return;
        }
        if (rooms.connections.isDraining()) {
            retryLater(routing, ProblemCode.UNAVAILABLE, "this node is restarting");
            return;
        }
        ClientAddress address = ClientAddress.of(request);
        if (!addresses.enter(address)) {
            retryLater(routing, ProblemCode.RATE_LIMITED, "too many connections from this address");
            return;
        }
        // The upgraded socket outlives the request, whose context carries what belongs to the request alone.
        Context context = VertxContext.getRootContext(Vertx.currentContext());
        ChannelHandlerContext channel = ((ConnectionBase) request.connection()).channelHandlerContext();
        request.toWebSocket()
                .onSuccess(socket -> {
                    fit(socket, channel.pipeline());
                    new Connection(
                            rooms,
                            socket,
                            context,
                            numbers.incrementAndGet(),
                            channel::flush,
                            () -> addresses.leave(address));
                })
                .onFailure(e -> addresses.leave(address));
    }

    /** For a socket that stays for hours, and is one of thousands. */
    private static void fit(ServerWebSocket socket, ChannelPipeline pipeline) {
        // Frames that are written in one turn of the event loop go out in one call of the operating system.
        pipeline.addFirst(new FlushConsolidationHandler(FRAMES_AT_ONCE, true));
        // Silence is noticed by the connection itself, sooner.
        if (pipeline.get(IdleStateHandler.class) != null) {
            pipeline.remove(IdleStateHandler.class);
        }
        // Nobody asks for them again, and they are an eighth of what a connection takes.
        socket.headers().clear();
    }

    private void retryLater(RoutingContext routing, ProblemCode code, String detail) {
        routing.response().putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        problem(routing, code, detail);
    }

    private void problem(RoutingContext routing, ProblemCode code, String detail) {
        rooms.traffic.refused(code);
        try {
            routing.response()
                    .setStatusCode(code.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(Problem.of(code, detail)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
