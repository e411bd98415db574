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
        Response response = e.getResponse();
        return switch (response.getStatus()) {
            case 401 -> Problems.response(ProblemCode.UNAUTHENTICATED, "Credentials are missing or were refused.");
            case 403 -> Problems.response(ProblemCode.FORBIDDEN, "Not allowed.");
            case 404 -> Problems.response(ProblemCode.NOT_FOUND, "There is nothing at this address.");
            case 406 -> Problems.response(ProblemCode.NOT_ACCEPTABLE, "Answers are application/json.");
            case 413 -> Problems.response(ProblemCode.TOO_LARGE, "The body is too large.");
            case 415 -> Problems.response(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json.");
            case 503 -> problem(ProblemException.unavailable("Try again."));
            default -> response.getStatus() < 500 ? malformed() : unexpected(e);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.errorf(e, "answered 500");
        return Problems.response(ProblemCode.INTERNAL, "Something went wrong here.");
    }

    private static Response malformed() {
        return Problems.response(ProblemCode.MALFORMED, "The request is not of the documented form.");
    }
}
