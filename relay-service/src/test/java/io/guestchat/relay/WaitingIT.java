package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.PeerStatus;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.conversation.Conversations;
import io.guestchat.relay.log.Slot;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What providers are told of what waits for a side that is not connected. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class WaitingIT {
    private static final Duration REDIS_STANDS_STILL = Duration.ofSeconds(6);

    private static TestLog log;

    @TestHTTPResource("/")
    URI base;

    @Inject
    RedisCommands redis;

    @Inject
    Conversations conversations;

    @Inject
    MeterRegistry metrics;

    @BeforeAll
    static void openLog() {
        log = new TestLog();
    }

    @AfterAll
    static void closeLog() {
        log.close();
    }

    @Test
    void anAbsentSideIsToldOfOnceInEachAbsence() {
        // Given a guest whose member is not there
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When it sends, and goes on after the provider has been told
            guest.send(1, Kind.HANDSHAKE, "welcome");
            guest.send(2, "m2");
            log.awaitEvents(world, 1);
            guest.send(3, "m3");
            guest.accepted(3);
            aRoundLater();
            // Then one event says so, and whose device to wake
            JsonObject event = log.events(world).getFirst();
            assertEquals(1, log.events(world).size());
            assertEquals("io.guestchat.message.waiting", event.getString("type"));
            assertEquals("/guestchat/relay", event.getString("source"));
            assertEquals(world.conversation.value(), event.getString("subject"));
            assertEquals(TestKeys.TENANT, event.getString("tenantid"));
            assertEquals(
                    JsonObject.of("memberId", world.member.value(), "side", "member"), event.getJsonObject("data"));
            // And in the member's next absence there is another
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                acknowledge(member, 3);
                guest.next(RelayFrame.Delivered.class, d -> d.n() == 3);
            }
            guest.next(RelayFrame.Presence.class, p -> p.peer() == PeerStatus.OFFLINE);
            guest.send(4, "m4");
            log.awaitEvents(world, 2);
            aRoundLater();
            assertEquals(2, log.events(world).size());
        }
    }

    @Test
    void nobodyIsToldOfASideThatIsThere() {
        // Given both sides connected
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When one message is acknowledged, and one is not
            guest.send(1, "m1");
            acknowledge(member, 1);
            guest.send(2, "m2");
            member.delivery();
            aRoundLater();
            // Then
            assertEquals(0, log.events(world).size());
        }
        // And once the member has gone with it, the provider is told
        log.awaitEvents(world, 1);
    }

    @Test
    void aSideWhoseNodeDiedIsToldOf() {
        // Given a member that came when it was told of, and has acknowledged nothing
        TestWorld world = TestWorld.redeemed();
        world.append(1, "m1");
        log.awaitEvents(world, 1);
        try (TestPeer member = TestPeer.member(base.getPort(), world);
                TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            member.delivery();
            guest.next(RelayFrame.Presence.class);
            // When its socket is on a node that is no more
            await(Request.cmd(Command.HSET)
                    .arg(slot(world).presence(world.conversation))
                    .arg(Slot.letter(Side.MEMBER))
                    .arg("dead 1"));
            // Then
            log.awaitEvents(world, 2);
        }
    }

    @Test
    void nobodyIsToldOfWhatHasEnded() {
        // Given something that waits for a member who is there
        TestWorld world = TestWorld.redeemed();
        try (TestPeer member = TestPeer.member(base.getPort(), world)) {
            world.append(1, "m1");
            member.delivery();
            // When the conversation ends, and the member goes
            world.end(EndReason.LEFT);
            member.next(RelayFrame.Conversation.class);
        }
        aRoundLater();
        // Then
        assertEquals(0, log.events(world).size());
    }

    @Test
    void aWipedRedisTellsNobodyAgain() {
        // Given a member that has been told of
        TestWorld world = TestWorld.redeemed();
        world.append(1, "m1");
        log.awaitEvents(world, 1);
        log.awaitAllSettled();
        // When Redis is wiped and filled again
        SuiteInfrastructure.flushAll();
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            assertEquals(1, guest.ready().conversations().getFirst().accepted());
        }
        aRoundLater();
        // Then
        assertEquals(1, log.events(world).size());
    }

    @Test
    void whatCameWhileRedisWasAwayIsTold() {
        // Given
        TestWorld world = TestWorld.redeemed();
        SuiteInfrastructure.stopRedis();
        // When
        try {
            world.append(1, "m1");
        } finally {
            SuiteInfrastructure.startRedis();
        }
        // Then
        log.awaitEvents(world, 1);
    }

    @Test
    void aSideThatLeftWhileRedisDidNotListenIsToldOf() {
        // Given a member who is there, as Redis knows
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            guest.next(RelayFrame.Presence.class, p -> p.peer() == PeerStatus.ONLINE);
            double connections = connections();
            // When it goes while Redis stands still for longer than the relay waits, and then goes on with all it had
            await(Request.cmd(Command.CLIENT).arg("PAUSE").arg(REDIS_STANDS_STILL.toMillis()));
            member.close();
            while (connections() == connections) {
                Thread.onSpinWait();
            }
        }
        world.append(1, "m1");
        // Then
        log.awaitEvents(world, 1);
    }

    private double connections() {
        return metrics.get("guestchat.relay.connections").gauge().value();
    }

    @Test
    void whatKafkaRefusedIsToldLater() {
        // Given a log that takes no events
        double failedBefore = failed();
        TestWorld world = TestWorld.redeemed();
        log.refuseEvents(true);
        // When
        try {
            world.append(1, "m1");
            TestLog.await(() -> assertTrue(failed() > failedBefore));
            assertTrue(log.events(world).isEmpty());
        } finally {
            log.refuseEvents(false);
        }
        // Then
        log.awaitEvents(world, 1);
    }

    /** Everything that was due has been told. */
    private void aRoundLater() {
        TestWorld other = TestWorld.redeemed();
        other.append(1, "marker");
        log.awaitEvents(other, 1);
    }

    private double failed() {
        return metrics.counter("guestchat.relay.waiting.failed").count();
    }

    private static void acknowledge(TestPeer peer, int deliveries) {
        for (int i = 1; i < deliveries; i++) {
            peer.delivery();
        }
        peer.ack(peer.delivery().seq());
    }

    private Slot slot(TestWorld world) {
        return conversations.slot(world.conversation);
    }

    private void await(Request request) {
        redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
