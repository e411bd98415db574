package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem documents as responses. */
final class Problems {
    private Problems() {}

    static Response response(ProblemCode code, String detail, @Nullable String field, Map<String, String> headers) {
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
}
