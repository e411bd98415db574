package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.ActivityRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the session-service, which ends idle conversations, is told of sends. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class ActivityIT {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI base;

    @Test
    void aConversationIsSaidToBeAliveOnceInAWhile() {
        // Given
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TestWorld world = TestWorld.redeemed();
        // When one side sends twice, and the other once
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            guest.send(1, "hello");
            guest.send(2, "are you there?");
            guest.accepted(2);
            member.send(1, "yes");
            member.accepted(1);
        }
        // Then each socket has told of it once
        List<ActivityRecord> told = told(world, 2);
        assertEquals(2, told.size());
        assertTrue(told.stream().noneMatch(alive -> alive.at().isBefore(before)), told::toString);
        assertTrue(Duration.between(before, Instant.now()).compareTo(Limits.ACTIVITY_GRAIN) < 0);
    }

    @Test
    void connectingAndReadingIsNoActivity() {
        // Given
        TestWorld silent = TestWorld.redeemed();
        TestWorld sending = TestWorld.redeemed();
        // When
        try (TestPeer reader = TestPeer.guest(base.getPort(), silent);
                TestPeer writer = TestPeer.guest(base.getPort(), sending)) {
            writer.send(1, "hello");
            writer.accepted(1);
        }
        // Then
        told(sending, 1);
        assertEquals(List.of(), told(silent, 0));
    }

    @Test
    void aForgottenConversationLeavesNoReport() {
        // Given
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            guest.send(1, "hello");
            guest.accepted(1);
        }
        told(world, 1);
        // When
        world.end(EndReason.LEFT);
        world.forget();
        // Then its last record is a tombstone
        long deadline = System.nanoTime() + TOLD_WITHIN.toNanos();
        while (!read(world).isEmpty()) {
            assertTrue(System.nanoTime() < deadline);
        }
    }

    /** The reports of a conversation, once there are this many. */
    private static List<ActivityRecord> told(TestWorld world, int expected) {
        long deadline = System.nanoTime() + TOLD_WITHIN.toNanos();
        List<ActivityRecord> found = read(world);
        while (found.size() < expected && System.nanoTime() < deadline) {
            found = read(world);
        }
        assertTrue(found.size() >= expected, found::toString);
        return found;
    }

    private static List<ActivityRecord> read(TestWorld world) {
        List<ActivityRecord> found = new ArrayList<>();
        TestLog.records(TopicNames.ACTIVITY, world.conversation.value()).forEach(r -> {
            if (r.value() == null) {
                found.clear();
            } else {
                found.add(TopicCodec.read(r.value(), ActivityRecord.class));
            }
        });
        return found;
    }
}
