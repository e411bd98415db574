package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusMock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Between the service under test and Redis, until the test ends. A test that wants a certain order of things keeps a script
 * waiting at a {@link Gate}; one that wants a bug takes a guard out of a script.
 */
final class RedisSeam extends RedisCommands {
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final Map<LuaScript, LuaScript> planted = new ConcurrentHashMap<>();

    private RedisSeam(RedisCommands redis) {
        super(redis);
    }

    static RedisSeam install() {
        RedisSeam seam = new RedisSeam(
                ClientProxy.unwrap(Arc.container().instance(RedisCommands.class).get()));
        QuarkusMock.installMockForType(seam, RedisCommands.class);
        return seam;
    }

    /** From now on the script is one in which {@code with} stands for {@code guard}. */
    void plant(LuaScript script, String guard, String with) {
        assertEquals(2, script.source().split(Pattern.quote(guard), -1).length, "where " + guard);
        planted.put(script, LuaScript.of(script.source().replace(guard, with)));
    }

    /** Every run of the script waits. */
    Gate beforeEach(LuaScript script) {
        return gate(script, false, false);
    }

    /** The next run of the script waits. */
    Gate beforeNext(LuaScript script) {
        return gate(script, true, false);
    }

    /** The answer to the next run of the script waits. */
    Gate afterNext(LuaScript script) {
        return gate(script, true, true);
    }

    private Gate gate(LuaScript script, boolean once, boolean after) {
        Gate gate = new Gate(script, once, after);
        gates.add(gate);
        return gate;
    }

    /** Keeps what it catches until it is closed. */
    final class Gate implements AutoCloseable {
        private static final long REACHED_WITHIN_SECONDS = 30;

        private final LuaScript script;
        private final boolean once;
        private final boolean after;
        private final CompletableFuture<Void> reached = new CompletableFuture<>();
        private final Promise<Void> opened = Promise.promise();

        private Gate(LuaScript script, boolean once, boolean after) {
            this.script = script;
            this.once = once;
            this.after = after;
        }

        private boolean catches(LuaScript run, boolean done) {
            return script.equals(run) && after == done && (reached.complete(null) || !once);
        }

        /**
         * Returns when something waits here, or the call that should have come this way was answered without; nothing else is
         * caught then.
         */
        void awaitReached(CompletableFuture<?> call) throws Exception {
            CompletableFuture.anyOf(reached, call).get(REACHED_WITHIN_SECONDS, TimeUnit.SECONDS);
            gates.remove(this);
        }

        @Override
        public void close() {
            gates.remove(this);
            opened.tryComplete();
        }
    }

    private Future<Void> passGates(LuaScript script, boolean done) {
        for (Gate gate : gates) {
            if (gate.catches(script, done)) {
                return gate.opened.future();
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Response> eval(LuaScript script, List<String> keys, List<?> args) {
        return passGates(script, false)
                .compose(v -> super.eval(planted.getOrDefault(script, script), keys, args))
                .compose(answer -> passGates(script, true).map(answer));
    }
}
