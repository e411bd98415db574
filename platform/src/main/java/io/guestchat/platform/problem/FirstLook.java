package io.guestchat.platform.problem;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is refused before anybody looks which call it is: too long or odd an address, too large a header block, scripts of another
 * page than the configured ones. The framework would refuse most of that by itself, but without a body; its own limits lie higher, so
 * that nobody can fill memory, and answer with a bare status, as does what is no HTTP at all.
 */
@Singleton
class FirstLook {
    /** In front of the framework's own filters, CORS among them. */
    private static final int FIRST = 1_000;

    private static final int TARGET_BYTES = 4 * 1024;
    /** A header's colon, space and line end. */
    private static final int BESIDES = 4;
    /** Empty and dot segments: the framework would take them out, so that one address had many spellings. */
    private static final Pattern ANOTHER_SPELLING = Pattern.compile("//|/(\\.|%2[eE]){1,2}(/|$)");

    private final Origins origins;
    private final BodyIntake intake;

    FirstLook(Origins origins, BodyIntake intake) {
        this.origins = origins;
        this.intake = intake;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, FIRST);
    }

    private void look(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (request.uri().length() > TARGET_BYTES) {
            Problems.end(call, 414, ProblemCode.TOO_LARGE, "The address is too long.", true);
        } else if (ANOTHER_SPELLING.matcher(request.path()).find()) {
            Problems.end(call, 404, ProblemCode.NOT_FOUND, "There is nothing at this address.", false);
        } else if (size(request.headers()) > Limits.HTTP_HEADER_BYTES) {
            Problems.end(call, 431, ProblemCode.TOO_LARGE, "The headers are too large.", true);
        } else if (!origins.allow(request)) {
            Problems.end(call, 403, ProblemCode.FORBIDDEN, "Scripts of this origin may not do this.", false);
        } else {
            intake.take(call);
        }
    }

    private static int size(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + BESIDES;
        }
        return size;
    }
}
