package io.guestchat.invite.world;

import static io.guestchat.invite.world.Tenant.ACME;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SuiteInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether a disturbance is over. After a Kafka restart, and when a node comes or goes, the consumers rejoin their groups, each
 * in its own time, seconds later; readiness does not show that, since what was known is known still.
 */
public final class Settled {
    private static final List<String> GROUPS =
            List.of("guestchat-invite-invites", "guestchat-invite-sessions", "guestchat-invite-events");

    private Settled() {}

    /** Waits until this many nodes share the partitions, and the logs are followed in each. */
    public static void await(int nodes) {
        Eventually.holds(() -> shared(nodes));
        // Asked by its own port: before the first test of a class, nobody has told REST Assured.
        Tenant acme = ACME.at(ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
        for (int partition = 0; partition < SuiteInfrastructure.PARTITIONS; partition++) {
            String id = Samples.inviteIdIn(partition);
            String member = Samples.memberId();
            Eventually.holds(() -> acme.put(id, Samples.body(member)).then().statusCode(is(oneOf(200, 201))));
            Log.write(Samples.session(id, ACME, member));
            Eventually.holds(() -> acme.get(id).then().body("status", is("redeemed")));
        }
    }

    private static void shared(int nodes) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()))) {
            for (ConsumerGroupDescription group : admin.describeConsumerGroups(GROUPS)
                    .all()
                    .get(5, TimeUnit.SECONDS)
                    .values()) {
                assertEquals(GroupState.STABLE, group.groupState());
                assertEquals(nodes, group.members().size());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka does not say", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
