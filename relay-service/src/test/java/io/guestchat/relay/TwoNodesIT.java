package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.PeerStatus;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.relay.conversation.Conversations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two nodes on one Redis and one log: nothing is pinned to either. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class TwoNodesIT {
    private static final int GUESTS = 6;
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(2);
    private static final Duration SWITCHED_WITHIN = Duration.ofSeconds(10);
    private static final Duration PRESENCE_IS_RIGHT_WITHIN = Duration.ofSeconds(5);

    @TestHTTPResource("/")
    URI base;

    @Inject
    Conversations conversations;

    @Test
    void aConversationSpansNodesAndSurvivesTheDeathOfOne() {
        TestWorld world = TestWorld.redeemed();
        long died;
        try (SecondNode second = SecondNode.start();
                TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // Given the member on the other node
            try (TestPeer member = TestPeer.member(second.port(), world)) {
                assertEquals(
                        PeerStatus.ONLINE, guest.next(RelayFrame.Presence.class).peer());
                guest.send(1, "m1");
                RelayFrame.Deliver first = member.delivery();
                member.ack(first.seq());
                assertEquals(1, guest.next(RelayFrame.Delivered.class).n());
                member.send(1, "welcome");
                assertEquals("welcome", text(guest.delivery()));
                // When that node dies while the guest goes on
                guest.send(2, "m2");
                died = System.nanoTime();
                second.kill();
                guest.send(3, "m3");
                guest.accepted(3);
            }
            // Then the guest soon sees the member go, who connects here and has the rest, once and in order
            assertEquals(
                    PeerStatus.OFFLINE, guest.next(RelayFrame.Presence.class).peer());
            Duration seen = Duration.ofNanos(System.nanoTime() - died);
            assertTrue(seen.compareTo(PRESENCE_IS_RIGHT_WITHIN) < 0, seen::toString);
            try (TestPeer member = memberAtLast(base.getPort(), world)) {
                assertEquals("m2", text(member.delivery()));
                assertEquals("m3", text(member.delivery()));
            }
        }
    }

    @Test
    void aMemberWaitsForThePartitionsOfItsConversationsAlone() {
        // Given a member with one conversation, and others' in each other partition
        TestWorld world = TestWorld.redeemed();
        Map<Integer, TestWorld> others = new HashMap<>();
        while (others.size() < SuiteInfrastructure.PARTITIONS - 1) {
            TestWorld other = TestWorld.redeemed();
            if (partition(other) != partition(world)) {
                others.put(partition(other), other);
            }
        }
        try (SecondNode second = SecondNode.start()) {
            TestPeer.member(second.port(), world).close();
            // When a node dies, and something comes into every partition but the member's
            second.kill();
            others.values().forEach(other -> other.append(1, "m1"));
            // Then the member does not wait until somebody has taken those of the dead one over
            try (TestPeer member = TestPeer.memberWithoutReady(base.getPort(), world)) {
                assertTrue(member.readyOrClosed());
            }
        }
    }

    private int partition(TestWorld world) {
        return conversations.slot(world.conversation).partition();
    }

    @Test
    void theNewerConnectionWinsAcrossNodesAndANodeThatGoesSendsItsClientsAwayInTurn() {
        List<TestWorld> worlds =
                Stream.generate(TestWorld::redeemed).limit(GUESTS).toList();
        try (SecondNode second = SecondNode.start(Map.of("guestchat.relay.drain", DRAIN.toString()))) {
            // When guests who are connected here connect to the other node
            List<TestPeer> here = guests(base.getPort(), worlds);
            List<TestPeer> there = guests(second.port(), worlds);
            // Then the newer connections have replaced those here
            here.forEach(guest -> assertEquals(4409, guest.closeCode()));

            // When that node is to end
            long asked = System.nanoTime();
            second.terminate();
            // Then it closes one connection after the other, lets nobody in, and serves those that are left
            TestLog.await(() -> assertTrue(there.stream().anyMatch(TestPeer::isClosed)));
            assertThrows(IllegalStateException.class, () -> TestPeer.connect(second.port()));
            there.forEach(guest -> guest.sendUnlessClosed(1, "m1"));
            there.forEach(guest -> assertEquals(1012, guest.closeCode()));
            assertTrue(second.exited());
            List<Duration> closed = there.stream()
                    .map(guest -> Duration.ofNanos(guest.closedAt() - asked))
                    .sorted()
                    .toList();
            for (int i = 0; i < GUESTS; i++) {
                Duration turn = DRAIN.multipliedBy(i).dividedBy(GUESTS);
                assertTrue(closed.get(i).compareTo(turn) >= 0, i + " of " + closed);
            }
            // And has logged what it accepted meanwhile
            List<Integer> accepted = IntStream.range(0, GUESTS)
                    .filter(i -> !there.get(i).rest(RelayFrame.Accepted.class).isEmpty())
                    .boxed()
                    .toList();
            assertFalse(accepted.isEmpty());
            accepted.forEach(i -> assertEquals(1, worlds.get(i).logged().size()));
        }
    }

    @Test
    void anEndReachesTheGuestOnWhicheverNodeItIs() {
        // Given guests on either node, in conversations of partitions that either node applies
        List<TestWorld> worlds =
                Stream.generate(TestWorld::redeemed).limit(2 * GUESTS).toList();
        try (SecondNode second = SecondNode.start()) {
            List<TestPeer> guests = Stream.concat(
                            guests(base.getPort(), worlds.subList(0, GUESTS)).stream(),
                            guests(second.port(), worlds.subList(GUESTS, 2 * GUESTS)).stream())
                    .toList();
            // When
            long asked = System.nanoTime();
            worlds.forEach(world -> world.end(EndReason.ENDED_BY_MEMBER));
            // Then
            guests.forEach(guest -> {
                assertEquals(4410, guest.closeCode());
                Duration took = Duration.ofNanos(guest.closedAt() - asked);
                assertTrue(took.compareTo(ENDED_WITHIN) < 0, took::toString);
            });
        }
    }

    @Test
    void aTenantThatIsSwitchedOffHasNoSocketOnAnyNodeAndOthersKeepTheirs() {
        TestWorld off = TestWorld.redeemed();
        TestWorld other = TestWorld.elsewhere();
        try (SecondNode second = SecondNode.start();
                TestPeer guest = guestAtLast(base.getPort(), off);
                TestPeer member = memberAtLast(second.port(), off);
                TestPeer stranger = guestAtLast(base.getPort(), other);
                TestPeer strangersMember = memberAtLast(second.port(), other)) {
            // When
            long asked = System.nanoTime();
            SuiteInfrastructure.switchOn("tenant." + TestKeys.TENANT);
            // Then
            for (TestPeer peer : List.of(guest, member)) {
                assertEquals(1013, peer.closeCode());
                Duration took = Duration.ofNanos(peer.closedAt() - asked);
                assertTrue(took.compareTo(SWITCHED_WITHIN) < 0, took::toString);
            }
            stranger.send(1, "still here");
            assertEquals("still here", text(strangersMember.delivery()));
            // And nobody of that tenant comes in, through a node that has just started neither
            second.close();
            try (SecondNode again = SecondNode.start()) {
                for (int port : List.of(base.getPort(), again.port())) {
                    guestAtLast(port, TestWorld.elsewhere()).close();
                    try (TestPeer refused = TestPeer.guestWithoutReady(port, off)) {
                        assertEquals(1013, refused.closeCode());
                        assertFalse(refused.readyOrClosed());
                    }
                }
                // Until it is switched on again
                SuiteInfrastructure.switchOff("tenant." + TestKeys.TENANT);
                guestAtLast(again.port(), off).close();
            }
        } finally {
            SuiteInfrastructure.switchOff("tenant." + TestKeys.TENANT);
        }
    }

    private static List<TestPeer> guests(int port, List<TestWorld> worlds) {
        return worlds.stream().map(world -> TestPeer.guest(port, world)).toList();
    }

    /** Partitions of a node that came or died change hands within seconds; until then the view is behind, and 1013 says so. */
    private static TestPeer memberAtLast(int port, TestWorld world) {
        while (true) {
            TestPeer member = TestPeer.memberWithoutReady(port, world);
            if (member.readyOrClosed()) {
                return member;
            }
            assertEquals(1013, member.closeCode());
        }
    }

    private static TestPeer guestAtLast(int port, TestWorld world) {
        while (true) {
            TestPeer guest = TestPeer.guestWithoutReady(port, world);
            if (guest.readyOrClosed()) {
                return guest;
            }
            assertEquals(1013, guest.closeCode());
        }
    }
}
