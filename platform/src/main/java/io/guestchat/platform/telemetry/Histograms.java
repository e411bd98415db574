package io.guestchat.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Makes a histogram of every timer of the suite's own and of the calls that it serves. Its few buckets are the same everywhere: nodes can be
 * added up, and the {@code le} that an objective names is there.
 */
class Histograms {
    /** In ms. */
    private static final double[] BUCKETS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000};

    private static final DistributionStatisticConfig CONFIG = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(DoubleStream.of(BUCKETS)
                    .map(ms -> ms * Duration.ofMillis(1).toNanos())
                    .toArray())
            .build();

    @Produces
    @Singleton
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return isOurs(id) ? CONFIG.merge(config) : config;
            }
        };
    }

    private static boolean isOurs(Meter.Id id) {
        return id.getType() == Meter.Type.TIMER
                && (id.getName().startsWith("guestchat.") || id.getName().equals("http.server.requests"));
    }
}
