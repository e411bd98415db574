package io.guestchat.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How rounds went, as metrics: docs/operating/canary.md lists them. All are there from the start, so that a first failure shows. */
@ApplicationScoped
class Measures {
    private static final String OUTCOME = "outcome";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final Map<Step, Timer> done = new EnumMap<>(Step.class);
    private final Map<Step, Timer> failed = new EnumMap<>(Step.class);
    private final Counter successes;
    private final Counter failures;
    private final Timer message;
    private volatile long succeededAt = System.nanoTime();

    Measures(MeterRegistry metrics) {
        for (Step step : Step.values()) {
            done.put(step, timer(metrics, "guestchat.canary.steps", "step", step.label(), OUTCOME, "success"));
            failed.put(step, timer(metrics, "guestchat.canary.steps", "step", step.label(), OUTCOME, "failure"));
        }
        this.successes = metrics.counter("guestchat.canary.rounds", OUTCOME, "success");
        this.failures = metrics.counter("guestchat.canary.rounds", OUTCOME, "failure");
        this.message = timer(metrics, "guestchat.canary.message");
        TimeGauge.builder("guestchat.canary.success.age", this, TimeUnit.NANOSECONDS, Measures::age)
                .register(metrics);
    }

    private static Timer timer(MeterRegistry metrics, String name, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(metrics);
    }

    void done(Step step, long nanos) {
        of(done, step).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(Step step, long nanos) {
        of(failed, step).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** From {@code send} on one side's socket to {@code deliver} on the other's. */
    void message(long nanos) {
        message.record(nanos, TimeUnit.NANOSECONDS);
    }

    void succeeded() {
        succeededAt = System.nanoTime();
        successes.increment();
    }

    void failed() {
        failures.increment();
    }

    /** Since the last round that succeeded, or since the start. */
    private double age() {
        return System.nanoTime() - succeededAt;
    }

    private static Timer of(Map<Step, Timer> timers, Step step) {
        Timer timer = timers.get(step);
        if (timer == null) {
            throw new IllegalStateException("no timer of " + step);
        }
        return timer;
    }
}
