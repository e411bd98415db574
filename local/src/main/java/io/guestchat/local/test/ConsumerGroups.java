package io.guestchat.local.test;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/**
 * Who reads Kafka's topics. After a Kafka restart, and when a node comes or goes, the consumers rejoin their groups, each in its
 * own time, seconds later; readiness does not show that, since what was known is known still.
 */
public final class ConsumerGroups {
    private ConsumerGroups() {}

    /** @throws AssertionError unless each group is settled, with so many members; also if Kafka does not say within 5 s */
    public static void requireShared(int members, Collection<String> groups) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()))) {
            for (ConsumerGroupDescription group : admin.describeConsumerGroups(groups)
                    .all()
                    .get(5, TimeUnit.SECONDS)
                    .values()) {
                if (group.groupState() != GroupState.STABLE || group.members().size() != members) {
                    throw new AssertionError("%s is %s with %d members, not %d"
                            .formatted(
                                    group.groupId(),
                                    group.groupState(),
                                    group.members().size(),
                                    members));
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka does not say who reads", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
