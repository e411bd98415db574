package io.guestchat.platform.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * How full Redis is, asked every 10 s: {@code guestchat.redis.memory.used} and {@code guestchat.redis.memory.max}, of a cluster its fullest
 * node's. They are not there where the service's user may not ask.
 */
@Singleton
class RedisMemory {
    private static final Logger LOG = Logger.getLogger(RedisMemory.class);
    private static final long EVERY_MS = 10_000;
    private static final String UNIT = "bytes";

    private final RedisCommands redis;
    private final Vertx vertx;
    private final MultiGauge used;
    private final MultiGauge max;
    private final AtomicBoolean refused = new AtomicBoolean();

    /** @param max 0 for no limit */
    private record Memory(long used, long max) {
        static Memory read(Response info) {
            return new Memory(number(info, "used_memory:"), number(info, "maxmemory:"));
        }

        private static long number(Response info, String name) {
            return info.toString()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(name.length()).strip()))
                    .findFirst()
                    .orElse(0);
        }

        double share() {
            return max == 0 ? 0 : (double) used / max;
        }
    }

    RedisMemory(RedisCommands redis, Vertx vertx, MeterRegistry meters) {
        this.redis = redis;
        this.vertx = vertx;
        this.used = MultiGauge.builder("guestchat.redis.memory.used")
                .baseUnit(UNIT)
                .description("What Redis holds; of a cluster the fullest node")
                .register(meters);
        this.max = MultiGauge.builder("guestchat.redis.memory.max")
                .baseUnit(UNIT)
                .description("What it may hold until it refuses to be written to; 0 for no limit")
                .register(meters);
    }

    void begin(@Observes StartupEvent started) {
        vertx.setPeriodic(EVERY_MS, t -> look());
    }

    Future<List<Response>> look() {
        return redis.toEachNode(Request.cmd(Command.INFO).arg("memory"))
                .onSuccess(answers -> answers.stream()
                        .map(Memory::read)
                        .max(Comparator.comparingDouble(Memory::share))
                        .ifPresent(this::measured))
                .onFailure(this::failed);
    }

    private void measured(Memory fullest) {
        used.register(List.of(Row.of(Tags.empty(), fullest.used())), true);
        max.register(List.of(Row.of(Tags.empty(), fullest.max())), true);
    }

    private void failed(Throwable e) {
        if (e instanceof ErrorType && refused.compareAndSet(false, true)) {
            LOG.warn("redis does not tell how full it is: its user needs +info");
        }
    }
}
