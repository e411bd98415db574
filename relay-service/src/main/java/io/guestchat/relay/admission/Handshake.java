package io.guestchat.relay.admission;

import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.relay.RelayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Whether a request to connect has the right form and comes from an allowed page. */
@ApplicationScoped
public class Handshake {
    /** The subprotocol that is spoken. */
    public static final String SUBPROTOCOL = "guestchat.v1";

    private final Set<String> origins;

    Handshake(RelayConfig config) {
        this.origins = config.origins().orElse(Set.of());
    }

    /** A request that is refused. */
    public record Refusal(ProblemCode code, String detail) {}

    public Optional<Refusal> refuse(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            return malformed("a WebSocket handshake is expected");
        }
        if (request.query() != null) {
            return malformed("a query string is not allowed");
        }
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        if (offered == null
                || Arrays.stream(offered.split(",", -1)).map(String::trim).noneMatch(SUBPROTOCOL::equals)) {
            return malformed("the subprotocol " + SUBPROTOCOL + " is expected");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins.contains(origin)) {
            return Optional.of(new Refusal(ProblemCode.FORBIDDEN, "this origin is not allowed"));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> malformed(String detail) {
        return Optional.of(new Refusal(ProblemCode.MALFORMED, detail));
    }
}
