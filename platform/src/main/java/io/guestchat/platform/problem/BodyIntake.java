package io.guestchat.platform.problem;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes a whole body in before anybody is asked what it is for: no more than {@value Limits#HTTP_BODY_BYTES} bytes, and for no longer
 * than {@code guestchat.http.arrives-within}. So no thread ever waits for a caller, and none is answered while it still sends: its
 * connection would end, and the answer with it. For HTTP/1.1 only, as {@link Http1Only} says.
 */
@Singleton
class BodyIntake {
    private final Vertx vertx;
    private final long arrivesWithinMs;

    BodyIntake(
            Vertx vertx,
            @ConfigProperty(name = "guestchat.http.arrives-within", defaultValue = "10s") Duration arrivesWithin) {
        this.vertx = vertx;
        this.arrivesWithinMs = arrivesWithin.toMillis();
    }

    void take(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!mayHaveBody(request)) {
            call.next();
            return;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > Limits.HTTP_BODY_BYTES) {
            tooLarge(call);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            call.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        long timer = vertx.setTimer(
                arrivesWithinMs, t -> refuse(call, 408, ProblemCode.TOO_SLOW, "The body did not arrive in time."));
        call.addEndHandler(v -> vertx.cancelTimer(timer));
        request.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > Limits.HTTP_BODY_BYTES) {
                tooLarge(call);
            }
        });
        request.endHandler(v -> {
            vertx.cancelTimer(timer);
            if (!call.response().ended()) {
                ((RoutingContextInternal) call).setBody(body);
                call.next();
            }
        });
        request.resume();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void tooLarge(RoutingContext call) {
        refuse(call, 413, ProblemCode.TOO_LARGE, "The body is too large.");
    }

    private static void refuse(RoutingContext call, int status, ProblemCode code, String detail) {
        if (!call.response().ended()) {
            call.request().handler(part -> {});
            Problems.end(call, status, code, detail, true);
        }
    }
}
