package io.guestchat.session.admission;

import io.guestchat.platform.limit.ClientAddress;
import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Refuses known offenders before their request is read, counts what fails, and says what is left. Never blocks. */
class FailureFilter {
    private static final Set<Integer> FAILED = Set.of(400, 404, 410);
    private static final int UNAVAILABLE = 503;

    private final Failures failures;

    FailureFilter(Failures failures) {
        this.failures = failures;
    }

    @ServerRequestFilter
    @FailuresCounted
    public void refuse(HttpServerRequest request) {
        failures.admitFromMemory(ClientAddress.of(request));
    }

    @ServerResponseFilter
    @FailuresCounted
    public Uni<Void> count(ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest http) {
        if (!failures.enabled()) {
            return Uni.createFrom().voidItem();
        }
        response.getHeaders().putSingle("RateLimit-Policy", Allowance.policy());
        boolean failed = FAILED.contains(response.getStatus());
        Allowance known = Failures.known(request);
        if (!failed && known != null) {
            tell(response, known);
        }
        if (!failed && (response.getHeaders().containsKey("RateLimit") || response.getStatus() == UNAVAILABLE)) {
            return Uni.createFrom().voidItem();
        }
        ClientAddress address = ClientAddress.of(http);
        return Uni.createFrom()
                .completionStage(() -> (failed ? failures.count(address) : failures.left(address)).toCompletionStage())
                .invoke(left -> {
                    if (failed && left.overdrawn()) {
                        refuse(response, left);
                    }
                    tell(response, left);
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static void tell(ContainerResponseContext response, Allowance left) {
        response.getHeaders().putSingle("RateLimit", left.remaining());
    }

    /** Of many that failed at one moment, on any nodes, no more than the limit learn how. */
    private static void refuse(ContainerResponseContext response, Allowance left) {
        response.setStatus(ProblemCode.RATE_LIMITED.status());
        response.setEntity(Problem.of(ProblemCode.RATE_LIMITED, Failures.TOO_MANY));
        response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, Long.toString(left.resetSeconds()));
    }
}
