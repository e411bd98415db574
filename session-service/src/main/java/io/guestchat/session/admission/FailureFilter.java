package io.guestchat.session.admission;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Refuses known offenders before their request is read, counts what fails, and says what is left. Never blocks. */
class FailureFilter {
    private static final Set<Integer> FAILED = Set.of(400, 404, 410);

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
        if (!FAILED.contains(response.getStatus())) {
            tell(response, Failures.known(request));
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(() -> failures.count(ClientAddress.of(http)).toCompletionStage())
                .invoke(left -> tell(response, left))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static void tell(ContainerResponseContext response, @Nullable Allowance left) {
        response.getHeaders().putSingle("RateLimit-Policy", Allowance.policy());
        if (left != null) {
            response.getHeaders().putSingle("RateLimit", left.remaining());
        }
    }
}
