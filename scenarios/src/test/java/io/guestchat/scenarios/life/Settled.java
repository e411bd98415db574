package io.guestchat.scenarios.life;

import io.guestchat.scenarios.suite.Node;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a storm is over. Nodes that came back, and those that lost Kafka or Redis, rejoin their consumer groups each in its own
 * time; readiness does not show that, fresh invites that are redeemed do.
 */
final class Settled {
    /** By chance enough that each partition of the topics (8 here) has some. */
    private static final int PROBES = 60;

    private Settled() {}

    /** Waits until fresh invites can be created, redeemed, and are seen to be. */
    static void await(Cast cast) {
        cast.nodes().forEach(Node::awaitReady);
        List<Life> probes = Stream.generate(() -> new Life(cast, Duration.ofHours(1), List.of()))
                .limit(PROBES)
                .toList();
        probes.parallelStream().forEach(probe -> {
            probe.begin();
            probe.insist(() -> probe.redeem(0));
            probe.until(probe::read, read -> read.answer().text("status").equals("redeemed"));
        });
    }
}
