package io.guestchat.platform.telemetry;

import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far this node's share of the views is, asked every 5 s: {@code guestchat.view.lag} and {@code guestchat.view.partitions}. */
@Singleton
class ViewMeters {
    private static final long EVERY_MS = 5_000;

    private final LogViews views;
    private final Vertx vertx;
    private final MultiGauge lag;
    private final MultiGauge partitions;
    private final Map<String, Long> behind = new ConcurrentHashMap<>();

    ViewMeters(LogViews views, Vertx vertx, MeterRegistry meters) {
        this.views = views;
        this.vertx = vertx;
        this.lag = MultiGauge.builder("guestchat.view.lag")
                .baseUnit("records")
                .description("Records of the topic that this node's partitions of the view do not have yet")
                .register(meters);
        this.partitions = MultiGauge.builder("guestchat.view.partitions")
                .description("Partitions of the topic that this node applies; live ones have all of the log")
                .register(meters);
    }

    void begin(@Observes StartupEvent started) {
        vertx.setPeriodic(EVERY_MS, t -> look());
    }

    private void look() {
        views.all().forEach(view -> view.lag().subscribe().with(records -> behind.put(view.topic(), records), e -> {}));
        lag.register(
                views.all().stream()
                        .<Row<?>>map(
                                view -> Row.of(Tags.of("topic", view.topic()), behind.getOrDefault(view.topic(), 0L)))
                        .toList(),
                true);
        partitions.register(
                views.all().stream()
                        .<Row<?>>mapMulti((view, rows) -> {
                            rows.accept(row(view, "owned", view.owned().size()));
                            rows.accept(row(view, "live", view.livePartitions()));
                        })
                        .toList(),
                true);
    }

    private static Row<?> row(LogView view, String state, int count) {
        return Row.of(Tags.of("topic", view.topic(), "state", state), count);
    }
}
