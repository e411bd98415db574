package io.guestchat.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.guestchat.platform.redis.RedisUnavailable;
import io.guestchat.platform.view.LogUnavailable;
import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.KeysUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** One mapper for each kind of failure that can leave a resource or the framework. */
class FailureMappers {
    private static final Logger LOG = Logger.getLogger(FailureMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return Problems.response(e.code(), e.detail(), e.field(), e.headers());
    }

    @ServerExceptionMapper({RedisUnavailable.class, LogUnavailable.class, ViewBehind.class, KeysUnavailable.class})
    Response unavailable(RuntimeException e) {
        LOG.warnf("answered 503 cause=%s", e.getClass().getSimpleName());
        return problem(ProblemException.unavailable("A part of the service is away; nothing was lost. Try again."));
    }

    /** The framework has a mapper of its own for {@link MismatchedInputException}: only one for the same type replaces it. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response malformed(JsonProcessingException e) {
        return Problems.response(ProblemCode.MALFORMED, "The body is not the documented JSON object.");
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e) {
        Refusal refusal = Refusal.of(e.getResponse().getStatus());
        return switch (refusal.code()) {
            case UNAVAILABLE -> problem(ProblemException.unavailable(refusal.detail()));
            case INTERNAL -> unexpected(e);
            default -> Problems.response(refusal.code(), refusal.detail());
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.errorf(e, "answered 500");
        Refusal refusal = Refusal.of(ProblemCode.INTERNAL.status());
        return Problems.response(refusal.code(), refusal.detail());
    }
}
