package io.guestchat.scenarios.faults;

import io.guestchat.local.process.Child;
import io.guestchat.scenarios.stage.Pause;
import java.util.Locale;

/**
 * Something that goes wrong, and is repaired after a while. Each happens to a suite that is whole.
 *
 * @param kind what it is called in the table
 * @param target what it is done to
 * @param detail which, and how long
 * @param course does it and repairs it; what was started again need not be ready when it returns
 */
record Fault(String kind, Target target, String detail, Course course) {
    /** Two faults may happen at the same time if theirs differ. */
    enum Target {
        RELAYS,
        BROKERS,
        REDIS,
        CLIENTS
    }

    /** What happens, from beginning to end. */
    @FunctionalInterface
    interface Course {
        void run(Rig rig, Workload workload);
    }

    /** {@code kill -9}, and started again. */
    static Fault killRelay(int relay, long downMs) {
        return new Fault("kill relay", Target.RELAYS, "relay %d, down %d ms".formatted(relay, downMs), (rig, w) -> {
            rig.relay(relay).kill();
            Pause.millis(downMs);
            rig.relay(relay).start();
        });
    }

    /** {@code kill -9}, and started again. */
    static Fault killBroker(int broker, long downMs) {
        return new Fault("kill broker", Target.BROKERS, "broker %d, down %d ms".formatted(broker, downMs), (rig, w) -> {
            rig.broker(broker).kill();
            Pause.millis(downMs);
            rig.startBroker(broker);
        });
    }

    /** {@code kill -9}, and started again with what its file has. */
    static Fault killRedis(long downMs) {
        return new Fault("kill Redis", Target.REDIS, "down %d ms".formatted(downMs), (rig, w) -> {
            rig.redis().kill();
            Pause.millis(downMs);
            rig.redis().restart();
        });
    }

    /** SIGSTOP and SIGCONT: what goes on then believes that no time has passed. */
    static Fault freezeRelay(int relay, long ms) {
        return new Fault("freeze relay", Target.RELAYS, "relay %d, %d ms".formatted(relay, ms), (rig, w) -> {
            rig.relay(relay).freeze();
            Pause.millis(ms);
            rig.relay(relay).thaw();
        });
    }

    /** SIGSTOP and SIGCONT. */
    static Fault freezeBroker(int broker, long ms) {
        return new Fault("freeze broker", Target.BROKERS, "broker %d, %d ms".formatted(broker, ms), (rig, w) -> {
            rig.broker(broker).freeze();
            Pause.millis(ms);
            rig.broker(broker).thaw();
        });
    }

    /** SIGSTOP and SIGCONT. */
    static Fault freezeRedis(long ms) {
        return new Fault("freeze Redis", Target.REDIS, "%d ms".formatted(ms), (rig, w) -> {
            rig.redis().process().freeze();
            Pause.millis(ms);
            rig.redis().process().thaw();
        });
    }

    /** Between one relay and all that it needs of one kind, the network is not as it should be. */
    static Fault part(int relay, Dependency dependency, Proxy.Weather weather, long ms) {
        return new Fault(
                "relay to %s %s".formatted(dependency, weather.name().toLowerCase(Locale.ROOT)),
                Target.RELAYS,
                "relay %d, %d ms".formatted(relay, ms),
                (rig, w) -> {
                    rig.weather(relay, dependency, weather);
                    Pause.millis(ms);
                    rig.weather(relay, dependency, Proxy.Weather.FAIR);
                });
    }

    /** As {@link #part}, and the relay is killed before all is well again. */
    static Fault killApart(int relay, Dependency dependency, Proxy.Weather weather, long ms, long downMs) {
        return new Fault(
                "kill relay, %s %s".formatted(dependency, weather.name().toLowerCase(Locale.ROOT)),
                Target.RELAYS,
                "relay %d, %d ms, down %d ms".formatted(relay, ms, downMs),
                (rig, w) -> {
                    rig.weather(relay, dependency, weather);
                    Pause.millis(ms);
                    rig.relay(relay).kill();
                    rig.weather(relay, dependency, Proxy.Weather.FAIR);
                    Pause.millis(downMs);
                    rig.relay(relay).start();
                });
    }

    /** The relays do not hear what Redis tells them of its own accord, and nothing shows that they do not. */
    static Fault wakeUpsLost(long ms) {
        return new Fault("wake-ups lost", Target.RELAYS, "%d ms".formatted(ms), (rig, w) -> {
            rig.weatherToRedis(Proxy.Weather.UNHEARD);
            Pause.millis(ms);
            rig.weatherToRedis(Proxy.Weather.FAIR);
        });
    }

    /** As {@link #wakeUpsLost}, and nothing is said afterwards: no later wake-up makes up for those that are lost. */
    static Fault lastWakeUpsLost(long ms) {
        return new Fault("last wake-ups lost", Target.RELAYS, "%d ms".formatted(ms), (rig, workload) -> {
            rig.weatherToRedis(Proxy.Weather.UNHEARD);
            Pause.millis(ms);
            workload.hush();
            Pause.millis(ms);
            rig.weatherToRedis(Proxy.Weather.FAIR);
        });
    }

    /** Redis is emptied. */
    static Fault flushAll() {
        return new Fault(
                "FLUSHALL", Target.REDIS, "", (rig, w) -> rig.redis().primary().flushAll());
    }

    /** The replica, which has heard nothing for a while, takes the place of the primary, which dies. */
    static Fault failOver(long unheardMs) {
        return new Fault("Redis failover", Target.REDIS, "%d ms behind".formatted(unheardMs), (rig, w) -> {
            rig.redis().pauseReplication();
            Pause.millis(unheardMs);
            rig.redis().failOver();
            rig.findRedis();
            rig.redis().replicate();
        });
    }

    /** Redis dies, and its file has lost its last writes. */
    static Fault truncateAof(long bytes) {
        return new Fault("AOF truncated", Target.REDIS, "%d bytes".formatted(bytes), (rig, w) -> {
            rig.redis().kill();
            rig.redis().truncate(bytes);
            rig.redis().restart();
        });
    }

    /** A third relay comes and goes, in order and by force in turn, and partitions with it. */
    static Fault rebalanceStorm(int times, long stayMs) {
        return new Fault("rebalance storm", Target.RELAYS, "%d times %d ms".formatted(times, stayMs), (rig, w) -> {
            for (int i = 0; i < times; i++) {
                rig.visitor().start();
                Pause.millis(stayMs);
                if (i % 2 == 0) {
                    rig.visitor().drain();
                } else {
                    rig.visitor().kill();
                }
            }
        });
    }

    /** The broker's files cannot grow any more: Kafka gives the disk up and ends. Then there is room again. */
    static Fault fullDisk(int broker, long ms) {
        return new Fault("full disk", Target.BROKERS, "broker %d, %d ms".formatted(broker, ms), (rig, w) -> {
            Disk.fill(rig.broker(broker));
            Pause.millis(ms);
            rig.broker(broker).kill();
            rig.startBroker(broker);
        });
    }

    /** Every relay in turn is asked to end, and started again. */
    static Fault rollingRestart() {
        return new Fault("rolling restart", Target.RELAYS, "", (rig, w) -> {
            for (int relay = 0; relay < Rig.RELAYS; relay++) {
                rig.relay(relay).drain();
                rig.relay(relay).start();
                rig.awaitWhole();
            }
        });
    }

    /** Many devices lose their network at once: the relays do not hear of it. */
    static Fault halfOpen(double share) {
        return new Fault(
                "half-open clients",
                Target.CLIENTS,
                String.format(Locale.ROOT, "%.0f %%", share * 100),
                (rig, workload) -> workload.abandon(share));
    }

    /** Two brokers stand still, and the one that leads most dies with what it alone has; then the two go on without it. */
    static Fault leaderDiesAlone(long aloneMs, long downMs) {
        String detail = "alone %d ms, down %d ms".formatted(aloneMs, downMs);
        return new Fault("leader dies alone", Target.BROKERS, detail, (rig, w) -> {
            int leader = rig.busiestBroker();
            rig.brokersBut(leader).forEach(Child::freeze);
            Pause.millis(aloneMs);
            rig.broker(leader).kill();
            rig.brokersBut(leader).forEach(Child::thaw);
            Pause.millis(downMs);
            rig.startBroker(leader);
        });
    }

    /** The clock of a relay is wrong for a while, by less than a proof may be old. */
    static Fault clockStep(int relay, int seconds, long ms) {
        return new Fault(
                "clock step", Target.RELAYS, "relay %d, %+d s for %d ms".formatted(relay, seconds, ms), (rig, w) -> {
                    rig.clock(relay, seconds);
                    Pause.millis(ms);
                    rig.clock(relay, 0);
                });
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? kind : kind + ": " + detail;
    }
}
