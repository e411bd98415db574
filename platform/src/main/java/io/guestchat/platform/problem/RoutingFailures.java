package io.guestchat.platform.problem;

import io.guestchat.protocol.problem.ProblemCode;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * What goes wrong on the way to a resource, or beside all of them: a route or a filter that fails, a request that the router itself
 * refuses. The framework would answer in a form of its own. Not here: what is refused before there is a request to route, which is
 * answered with a bare status.
 */
@Singleton
class RoutingFailures {
    private static final Logger LOG = Logger.getLogger(RoutingFailures.class);
    /** The framework's own handler of failures is the last. */
    private static final int LAST_BUT_ONE = Integer.MAX_VALUE - 1;

    void register(@Observes Router router) {
        router.route().order(LAST_BUT_ONE).failureHandler(call -> answer(call, call.statusCode()));
        // What the router refuses while it looks for a route goes to these. Its own 405 names the methods.
        for (int status : new int[] {400, 404, 406, 415, 500}) {
            router.errorHandler(status, call -> answer(call, status));
        }
    }

    private static void answer(RoutingContext call, int status) {
        HttpServerResponse response = call.response();
        Throwable failure = call.failure();
        if (response.closed()) {
            LOG.debugf(failure, "the caller has gone");
            return;
        }
        boolean overloaded = failure instanceof RejectedExecutionException;
        Refusal refusal = Refusal.of(overloaded ? ProblemCode.UNAVAILABLE.status() : status);
        if (overloaded) {
            LOG.warnf("answered 503 cause=%s", failure.getClass().getSimpleName());
        } else if (refusal.code() == ProblemCode.INTERNAL) {
            LOG.errorf(failure, "answered 500");
        }
        if (response.headWritten()) {
            // Too late for a problem; nor shall anybody take what was sent for the whole answer.
            response.reset();
        } else {
            Problems.end(call, refusal.code().status(), refusal.code(), refusal.detail(), false);
        }
    }
}
