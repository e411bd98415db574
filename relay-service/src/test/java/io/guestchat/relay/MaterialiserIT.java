package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.redis.RedisUnavailable;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.relay.envelope.Materialiser;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the log holds, and what of it gets into mailboxes. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class MaterialiserIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    RedisCommands redis;

    @Inject
    LogAppender log;

    @Inject
    Materialiser materialiser;

    @Test
    void repetitionsAndGapsInTheLogAreDropped() {
        // Given a log as failing nodes may leave it
        TestWorld world = TestWorld.redeemed();
        world.append(2, "before the first");
        world.append(1, "one");
        world.append(3, "behind a gap");
        world.append(2, "two");
        world.append(2, "two again");
        world.append(3, "three");
        // When the member connects
        try (TestPeer member = TestPeer.member(base.getPort(), world)) {
            // Then it gets each n once, in order
            assertEquals("one", text(member.delivery()));
            assertEquals("two", text(member.delivery()));
            assertEquals("three", text(member.delivery()));
        }
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            assertEquals(3, guest.ready().conversations().getFirst().accepted());
        }
    }

    @Test
    void aFullRedisIsWaitedForAndIsNoDefect() {
        TestWorld world = TestWorld.redeemed();
        Slot slot = log.slot(world.conversation);
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // Given
            guest.send(1, "m1");
            assertEquals("m1", text(member.delivery()));
            // When Redis is full
            limit("1");
            try {
                // Then what is sent is accepted, and that it cannot be applied is told apart from a script that is
                // wrong
                guest.send(2, "m2");
                guest.accepted(2);
                long position = Long.parseLong(at(slot));
                List<ConsumerRecord<String, byte[]>> next =
                        TestLog.records(TopicNames.ENVELOPES, world.conversation.value()).stream()
                                .filter(record -> record.offset() >= position)
                                .toList();
                CompletionException refused = assertThrows(CompletionException.class, () -> materialiser
                        .apply(slot, position, next)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
                assertInstanceOf(RedisUnavailable.class, refused.getCause());
            } finally {
                limit("0");
            }
            // And it arrives once there is room
            assertEquals("m2", text(member.delivery()));
        }
    }

    private String at(Slot slot) {
        return ask(Request.cmd(Command.HGET).arg(slot.position()).arg(LogTopic.ENVELOPES.field()));
    }

    private void limit(String maxmemory) {
        ask(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg(maxmemory));
    }

    private String ask(Request request) {
        return String.valueOf(
                redis.send(request).toCompletionStage().toCompletableFuture().join());
    }

    @Test
    void aFullMailboxRefusesUntilSomethingIsAcknowledged() {
        // Given a thousand envelopes that wait for the member
        TestWorld world = TestWorld.redeemed();
        for (int n = 1; n <= 1000; n++) {
            world.append(n, "m" + n);
        }
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When the guest sends one more
            guest.send(1001, "one more");
            // Then it is refused, until the member has acknowledged some
            assertEquals(
                    ErrorCode.MAILBOX_FULL, guest.next(RelayFrame.Error.class).code());
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                member.ack(member.delivery().seq());
                guest.next(RelayFrame.Delivered.class);
                guest.send(1001, "one more");
                guest.accepted(1001);
            }
        }
    }
}
