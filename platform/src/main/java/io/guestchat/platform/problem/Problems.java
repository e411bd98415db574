package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem documents as responses, each counted. */
final class Problems {
    /** Metric: answers by problem code. */
    private static final String METRIC = "guestchat.problems";

    private Problems() {}

    static Response response(ProblemCode code, String detail, @Nullable String field, Map<String, String> headers) {
        count(code);
        Response.ResponseBuilder response = Response.status(code.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(Problem.of(code, detail, field));
        headers.forEach(response::header);
        return response.build();
    }

    static Response response(ProblemCode code, String detail) {
        return response(code, detail, null, Map.of());
    }

    /**
     * Answers where no resource is asked any more.
     *
     * @param status the code's own, or one that says more
     * @param close  the connection too: what comes next on it is the rest of this request
     */
    static void end(RoutingContext call, int status, ProblemCode code, String detail, boolean close) {
        count(code);
        HttpServerResponse response = call.response();
        if (close) {
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("type", code.type())
                        .put("title", code.title())
                        .put("status", status)
                        .put("detail", detail)
                        .toBuffer());
    }

    private static void count(ProblemCode code) {
        Metrics.counter(METRIC, "code", code.code()).increment();
    }
}
