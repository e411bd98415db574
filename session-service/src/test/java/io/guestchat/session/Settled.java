package io.guestchat.session;

import io.guestchat.local.test.ConsumerGroups;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whether a disturbance is over: see {@link ConsumerGroups}. */
final class Settled {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final List<String> GROUPS = List.of(
            "guestchat-session-invites",
            "guestchat-session-sessions",
            "guestchat-session-activity",
            "guestchat-session-events",
            "guestchat-session-push",
            "guestchat-session-occasions");

    private Settled() {}

    /** Waits until this many nodes share the partitions, and the views follow the log in each: fresh invites can be redeemed. */
    static void await(int nodes) {
        Readiness.await();
        Eventually.passes(WITHIN, () -> ConsumerGroups.requireShared(nodes, GROUPS));
        Partitions partitions = Arc.container().instance(Partitions.class).get();
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        Map<Integer, Link> links = new HashMap<>();
        while (links.size() < SuiteInfrastructure.PARTITIONS) {
            Link link = Link.fresh();
            links.put(partitions.of(link.id().conversation().value()), link);
        }
        links.values().forEach(link -> {
            Log.tell(link, InviteStatus.ACTIVE);
            new Browser(port).bound(link);
        });
    }
}
