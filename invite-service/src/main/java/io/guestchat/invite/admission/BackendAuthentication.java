package io.guestchat.invite.admission;

import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.BackendToken;
import io.guestchat.protocol.token.TokenRefused;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import java.util.List;

/** Lets a request of {@link Backend} in, or answers 401 with what RFC 6750 wants. */
@Provider
@Backend
@Priority(Priorities.AUTHENTICATION)
class BackendAuthentication implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Tenants tenants;
    private final Caller caller;
    private final InstantSource clock;

    BackendAuthentication(Tenants tenants, Caller caller, InstantSource clock) {
        this.tenants = tenants;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> credentials = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        if (credentials.size() != 1 || !credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("A backend token is required.", "Bearer");
        }
        String token = credentials.getFirst().substring(SCHEME.length()).strip();
        try {
            caller.admit(BackendToken.verify(token, tenants, clock.instant()).tenantId());
        } catch (TokenRefused e) {
            throw refused("The backend token was refused: " + e.getMessage() + ".", "Bearer error=\"invalid_token\"");
        }
    }

    private static ProblemException refused(String detail, String challenge) {
        return new ProblemException(ProblemCode.UNAUTHENTICATED, detail).with(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
