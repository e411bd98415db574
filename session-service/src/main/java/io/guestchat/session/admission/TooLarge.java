package io.guestchat.session.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses a body by its declared length with a problem document: the framework's own refusal has none. */
@ApplicationScoped
class TooLarge {
    /** After CORS, before the framework looks at the length. */
    private static final int PRIORITY = 10;

    private final String problem;

    TooLarge(ObjectMapper json) throws JsonProcessingException {
        this.problem = json.writeValueAsString(Problem.of(ProblemCode.TOO_LARGE, "The body is too large."));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (declaredLength(context) <= Limits.HTTP_BODY_BYTES) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(ProblemCode.TOO_LARGE.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .end(problem);
    }

    private static long declaredLength(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
