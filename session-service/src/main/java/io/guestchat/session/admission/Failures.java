package io.guestchat.session.admission;

import io.guestchat.platform.limit.ClientAddress;
import io.guestchat.platform.limit.LimitsConfig;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.session.Await;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Failures per client address, counted in Redis for all nodes. An address that has used them up is refused from this node's
 * memory, at no cost to anybody; one that has used them up on another node is refused once its token has proved authentic, so
 * that a forged one still never costs more than its signature.
 */
@ApplicationScoped
public class Failures {
    private static final LuaScript FAIL = LuaScript.of(Failures.class, "fail.lua");
    private static final LuaScript FAILURES = LuaScript.of(Failures.class, "failures.lua");
    static final String TOO_MANY = "Too many failed attempts from this address.";
    private static final String KNOWN = Allowance.class.getName();

    private final boolean enabled;
    private final RedisCommands redis;
    private final Refused refused = new Refused();

    Failures(LimitsConfig config, RedisCommands redis) {
        this.enabled = config.enabled();
        this.redis = redis;
    }

    boolean enabled() {
        return enabled;
    }

    /**
     * Refuses an address that failed too often, on whichever node.
     *
     * @throws ProblemException {@code rate-limited}
     */
    public void admit(ContainerRequestContext context, HttpServerRequest request) {
        if (!enabled) {
            return;
        }
        Allowance allowance = Await.answer(left(ClientAddress.of(request)));
        context.setProperty(KNOWN, allowance);
        if (allowance.usedUp()) {
            throw tooMany(allowance);
        }
    }

    /** What {@link #admit} found out about this request's address, if it came that far. */
    static @Nullable Allowance known(ContainerRequestContext context) {
        return (Allowance) context.getProperty(KNOWN);
    }

    /** Refuses an address that this node knows to have failed too often. */
    void admitFromMemory(ClientAddress address) {
        Allowance allowance = refused.find(address);
        if (allowance != null) {
            throw tooMany(allowance);
        }
    }

    /** What an address has left. */
    Future<Allowance> left(ClientAddress address) {
        return ask(FAILURES, address);
    }

    /** Counts a failure, and answers what the address has left. */
    Future<Allowance> count(ClientAddress address) {
        return ask(FAIL, address);
    }

    private Future<Allowance> ask(LuaScript script, ClientAddress address) {
        return redis.eval(
                        script,
                        List.of("session:failures:" + address.hash()),
                        List.of(Limits.FAILURE_WINDOW.toMillis()))
                .map(answer -> {
                    long failures = answer.get(0).toLong();
                    if (failures == 0) {
                        return Allowance.UNTOUCHED;
                    }
                    Allowance allowance = new Allowance(failures, answer.get(1).toLong());
                    if (allowance.usedUp()) {
                        refused.remember(address, allowance);
                    }
                    return allowance;
                });
    }

    private static ProblemException tooMany(Allowance allowance) {
        return new ProblemException(ProblemCode.RATE_LIMITED, TOO_MANY)
                .with(HttpHeaders.RETRY_AFTER, Long.toString(allowance.resetSeconds()))
                .with("RateLimit", allowance.remaining());
    }
}
