package io.guestchat.scenarios.cost;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number of equal calls, answered.
 *
 * @param perSecond calls answered
 * @param p50Millis half of them took no longer than this
 * @param p99Millis 99 of 100 of them took no longer than this
 * @param serviceMicros CPU of the called service per call
 * @param kafkaMicros CPU of Kafka per call
 * @param redisMicros CPU of Redis per call
 */
record Lap(
        double perSecond,
        double p50Millis,
        double p99Millis,
        double serviceMicros,
        double kafkaMicros,
        double redisMicros) {

    static Lap of(ClosedLoop.Outcome outcome, Duration service, Duration kafka, Duration redis) {
        long[] sorted = outcome.nanos().clone();
        Arrays.sort(sorted);
        int calls = sorted.length;
        return new Lap(
                calls / (outcome.wall().toNanos() / 1e9),
                sorted[calls / 2] / 1e6,
                sorted[calls * 99 / 100] / 1e6,
                service.toNanos() / 1e3 / calls,
                kafka.toNanos() / 1e3 / calls,
                redis.toNanos() / 1e3 / calls);
    }

    /** Of each figure by itself. */
    static Lap median(List<Lap> laps) {
        return new Lap(
                median(laps, Lap::perSecond),
                median(laps, Lap::p50Millis),
                median(laps, Lap::p99Millis),
                median(laps, Lap::serviceMicros),
                median(laps, Lap::kafkaMicros),
                median(laps, Lap::redisMicros));
    }

    private static double median(List<Lap> laps, ToDoubleFunction<Lap> figure) {
        double[] sorted = laps.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
