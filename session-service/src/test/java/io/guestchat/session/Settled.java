package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.topic.InviteStatus;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether a disturbance is over. After a Kafka restart, and when a node comes or goes, the consumers of the views rejoin
 * their groups, each in its own time, seconds later; readiness does not show that, since what was known is known still.
 */
final class Settled {
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final List<String> GROUPS = List.of(
            "guestchat-session-invites",
            "guestchat-session-sessions",
            "guestchat-session-activity",
            "guestchat-session-events");

    private Settled() {}

    /** Waits until this many nodes share the partitions, and the views follow the log in each: fresh invites can be redeemed. */
    static void await(int nodes) {
        Readiness.await();
        Eventually.passes(WITHIN, () -> shared(nodes));
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

    private static void shared(int nodes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()))) {
            for (ConsumerGroupDescription group : admin.describeConsumerGroups(GROUPS)
                    .all()
                    .get(5, TimeUnit.SECONDS)
                    .values()) {
                assertEquals(GroupState.STABLE, group.groupState());
                assertEquals(nodes, group.members().size());
            }
        }
    }
}
