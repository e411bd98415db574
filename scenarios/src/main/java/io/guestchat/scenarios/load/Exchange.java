package io.guestchat.scenarios.load;

import io.guestchat.scenarios.stage.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Conversations in which both sides send, in an open loop: when the next message is to be sent is fixed before, whether earlier ones have
 * arrived or not, and its latency counts from then (no coordinated omission).
 */
final class Exchange implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 50;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);
    private static final long SHORTEST_PAUSE_NANOS = 250_000;
    private static final long LONGEST_LATENCY_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final Target target;
    private final Crowd crowd;
    private final Histogram latency = new Histogram(LONGEST_LATENCY_MICROS, 3);

    // On the event loop.
    private long start;
    private double rate;
    private long due;
    private long measuredFrom = Long.MAX_VALUE;
    private volatile long delivered;

    private Exchange(Target target, int pairs) {
        this.target = target;
        this.crowd = new Crowd(target, pairs);
        crowd.onDelivery(this::delivered);
    }

    /**
     * Connects both sides of so many new conversations.
     *
     * @param pairs conversations, each between a guest and a member of its own
     */
    static Exchange connect(Target target, int pairs) {
        Exchange exchange = new Exchange(target, pairs);
        exchange.crowd.connect(CONNECTING_AT_ONCE);
        return exchange;
    }

    /**
     * What came of a time of sending.
     *
     * @param rate messages to be sent a second
     * @param messages delivered in the measured time
     * @param latency from when each was to be sent to when its receiver had it, in microseconds
     * @param usage of the processes, in the measured time
     */
    record Outcome(double rate, long messages, Duration time, Histogram latency, Usage usage) {
        /** Delivered a second. */
        double perSecond() {
            return messages * 1e9 / time.toNanos();
        }
    }

    /**
     * Sends, and waits until all has arrived and is acknowledged.
     *
     * @param rate messages a second, of all clients together
     * @param warmUp not measured
     * @param measured then
     * @throws IllegalStateException if a message was lost, doubled, reordered or refused
     */
    Outcome run(double rate, Duration warmUp, Duration measured) {
        Map<String, Long> processes = target.processes();
        crowd.call(() -> {
            this.rate = rate;
            due = 0;
            start = System.nanoTime();
            measuredFrom = start + warmUp.toNanos();
            latency.reset();
        });
        pace(measuredFrom);
        Usage before = Usage.of(processes);
        long deliveredBefore = delivered;
        long from = System.nanoTime();
        pace(start + warmUp.plus(measured).toNanos());
        Usage used = Usage.of(processes).since(before);
        long messages = delivered - deliveredBefore;
        Duration time = Duration.ofNanos(System.nanoTime() - from);
        Pause.until(SETTLED_WITHIN, this::isSettled);
        List<String> faults = crowd.ask(() -> crowd.voices().stream()
                .map(Voice::fault)
                .filter(Objects::nonNull)
                .toList());
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " clients were not served: " + faults.getFirst());
        }
        if (!isSettled()) {
            throw new IllegalStateException("not all that was sent has arrived within " + SETTLED_WITHIN);
        }
        return new Outcome(rate, messages, time, latency.copy(), used);
    }

    private boolean isSettled() {
        return crowd.ask(() -> crowd.voices().stream().allMatch(Voice::isSettled));
    }

    /** Wakes the event loop when something is due. */
    private void pace(long end) {
        AtomicBoolean asked = new AtomicBoolean();
        long gap = (long) (1e9 / rate);
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            if (asked.compareAndSet(false, true)) {
                crowd.later(() -> {
                    asked.set(false);
                    sendDue(Math.min(System.nanoTime(), end));
                });
            }
            long next = start + (now - start) / gap * gap + gap;
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE_NANOS, next - now));
        }
        crowd.call(() -> sendDue(end));
    }

    private void sendDue(long now) {
        List<Voice> voices = crowd.voices();
        for (long at = at(due); at < now; at = at(due)) {
            voices.get((int) (due % voices.size())).say(at);
            due++;
        }
    }

    private long at(long number) {
        return start + (long) (number * 1e9 / rate);
    }

    private void delivered(long intendedAt) {
        delivered++;
        if (intendedAt >= measuredFrom) {
            latency.recordValue(Math.min(LONGEST_LATENCY_MICROS, (System.nanoTime() - intendedAt) / 1_000));
        }
    }

    @Override
    public void close() {
        crowd.close();
    }
}
