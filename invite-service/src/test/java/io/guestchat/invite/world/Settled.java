package io.guestchat.invite.world;

import static io.guestchat.invite.world.Tenant.ACME;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.guestchat.local.test.ConsumerGroups;
import io.guestchat.local.test.SuiteInfrastructure;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whether a disturbance is over: see {@link ConsumerGroups}. */
public final class Settled {
    private static final List<String> GROUPS =
            List.of("guestchat-invite-invites", "guestchat-invite-sessions", "guestchat-invite-events");

    private Settled() {}

    /** Waits until this many nodes share the partitions, and the logs are followed in each. */
    public static void await(int nodes) {
        Eventually.holds(() -> ConsumerGroups.requireShared(nodes, GROUPS));
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
}
