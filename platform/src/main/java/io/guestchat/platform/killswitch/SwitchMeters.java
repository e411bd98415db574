package io.guestchat.platform.killswitch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code guestchat.switches}: 1 for each switch that is on. Those for everybody are there as 0 while they are off; those of
 * tenants come and go.
 */
final class SwitchMeters {
    private final MultiGauge gauge;

    SwitchMeters(MeterRegistry meters) {
        this.gauge = MultiGauge.builder("guestchat.switches")
                .description("Kill switches: 1 is on, which turns something off; tenant * is everybody")
                .register(meters);
        show(Set.of());
    }

    void show(Set<KillSwitch> on) {
        Set<KillSwitch> shown = new TreeSet<>(on);
        shown.add(new KillSwitch(KillSwitch.Subject.MINTING, null));
        shown.add(new KillSwitch(KillSwitch.Subject.REDEMPTION, null));
        gauge.register(
                shown.stream()
                        .<Row<?>>map(each -> Row.of(tags(each), on.contains(each) ? 1 : 0))
                        .toList(),
                true);
    }

    private static Tags tags(KillSwitch each) {
        String tenant = each.tenant() == null ? "*" : each.tenant().value();
        return Tags.of("switch", each.subject().wire(), "tenant", tenant);
    }
}
