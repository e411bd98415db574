package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the log holds, and what of it gets into mailboxes. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class MaterialiserIT {
    @TestHTTPResource("/")
    URI base;

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
