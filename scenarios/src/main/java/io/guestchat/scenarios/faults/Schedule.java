package io.guestchat.scenarios.faults;

import io.guestchat.scenarios.faults.Proxy.Weather;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which faults happen, in which order: drawn from a seed, each kind as often as any other. The same seed draws the same again. */
final class Schedule {
    private static final int SHORTEST_FREEZE_MS = 1_000;
    private static final int LONGEST_FREEZE_MS = 40_000;
    /** Most are shorter than any timeout, or a little longer; one in so many may take up to the longest. */
    private static final int LONG_FREEZE_ONE_IN = 6;

    private static final int TWO_AT_ONCE_ONE_IN = 6;

    private static final int USUAL_FREEZE_MS = 9_000;

    private final Random random;
    private final List<Function<Random, Fault>> kinds;
    private final Deque<Function<Random, Fault>> hand = new ArrayDeque<>();

    Schedule(long seed, Clocks clocks) {
        this.random = new Random(seed);
        this.kinds = Stream.of(
                        usual(),
                        Disk.canBeFull() ? Schedule.fullDisk() : Stream.<Function<Random, Fault>>empty(),
                        clocks.canBeWrong() ? Schedule.clockStep() : Stream.<Function<Random, Fault>>empty())
                .flatMap(each -> each)
                .toList();
    }

    /** What this machine cannot do; empty if it can do all. */
    static List<String> missing(Clocks clocks) {
        List<String> missing = new ArrayList<>();
        if (!Disk.canBeFull()) {
            missing.add("full disk (needs prlimit of util-linux)");
        }
        if (!clocks.canBeWrong()) {
            missing.add("clock step (needs libfaketime)");
        }
        return missing;
    }

    /** What happens next: one fault as a rule, now and then two at once. */
    List<Fault> next() {
        Fault one = draw();
        if (random.nextInt(TWO_AT_ONCE_ONE_IN) > 0) {
            return List.of(one);
        }
        Fault other = draw();
        return other.target() == one.target() ? List.of(one) : List.of(one, other);
    }

    private Fault draw() {
        if (hand.isEmpty()) {
            List<Function<Random, Fault>> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            hand.addAll(shuffled);
        }
        return hand.removeFirst().apply(random);
    }

    /** How long all is well before the next, in ms. */
    long calm() {
        return random.nextInt(2_000, 5_000);
    }

    private static Stream<Function<Random, Fault>> usual() {
        return Stream.of(
                r -> Fault.killRelay(relay(r), brief(r)),
                r -> Fault.killBroker(broker(r), brief(r)),
                r -> Fault.killRedis(brief(r)),
                r -> Fault.freezeRelay(relay(r), frozen(r)),
                r -> Fault.freezeBroker(broker(r), frozen(r)),
                r -> Fault.freezeRedis(frozen(r)),
                r -> Fault.part(relay(r), Dependency.KAFKA, Weather.STALLED, 2 * brief(r)),
                r -> Fault.part(relay(r), Dependency.KAFKA, Weather.CUT, brief(r)),
                r -> Fault.part(relay(r), Dependency.KAFKA, Weather.SLOW, brief(r)),
                r -> Fault.part(relay(r), Dependency.REDIS, Weather.STALLED, 2 * brief(r)),
                r -> Fault.part(relay(r), Dependency.REDIS, Weather.CUT, brief(r)),
                r -> Fault.part(relay(r), Dependency.REDIS, Weather.SLOW, brief(r)),
                r -> Fault.killApart(relay(r), Dependency.KAFKA, Weather.CUT, brief(r), brief(r)),
                r -> Fault.killApart(relay(r), Dependency.REDIS, Weather.SLOW, brief(r), brief(r)),
                r -> Fault.wakeUpsLost(brief(r)),
                r -> Fault.flushAll(),
                r -> Fault.failOver(brief(r)),
                r -> Fault.truncateAof(r.nextInt(1, 200_000)),
                r -> Fault.rebalanceStorm(2, 3_500),
                r -> Fault.rollingRestart(),
                r -> Fault.halfOpen(0.2 + r.nextDouble() / 2),
                r -> Fault.leaderDiesAlone(r.nextInt(500, 2_500), brief(r)));
    }

    private static Stream<Function<Random, Fault>> fullDisk() {
        return Stream.of(r -> Fault.fullDisk(broker(r), brief(r)));
    }

    private static Stream<Function<Random, Fault>> clockStep() {
        return Stream.of(r -> Fault.clockStep(relay(r), r.nextInt(-40, 41), brief(r)));
    }

    private static int relay(Random random) {
        return random.nextInt(Rig.RELAYS);
    }

    private static int broker(Random random) {
        return random.nextInt(Rig.BROKERS);
    }

    private static long brief(Random random) {
        return random.nextInt(200, 5_000);
    }

    private static long frozen(Random random) {
        int longest = random.nextInt(LONG_FREEZE_ONE_IN) == 0 ? LONGEST_FREEZE_MS : USUAL_FREEZE_MS;
        return random.nextInt(SHORTEST_FREEZE_MS, longest);
    }
}
