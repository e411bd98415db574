package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What may fail without anything accepted being lost or doubled. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class FaultsIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void aWipedRedisLosesAndDoublesNothing() {
        // Given a stream of messages, the first of them acknowledged
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            List<String> read = new ArrayList<>();
            try (TestPeer member = TestPeer.member(base.getPort(), world)) {
                send(guest, 1, 20);
                long seq = 0;
                for (int n = 1; n <= 20; n++) {
                    RelayFrame.Deliver delivery = member.delivery();
                    read.add(text(delivery));
                    seq = n == 10 ? delivery.seq() : seq;
                }
                member.ack(seq);
                guest.next(RelayFrame.Delivered.class, d -> d.n() == 10);
                // When Redis is wiped in the middle of it
                send(guest, 21, 30);
                SuiteInfrastructure.flushAll();
                send(guest, 31, 40);
                // Then the connected member gets each once and in order
                for (int n = 21; n <= 40; n++) {
                    read.add(text(member.delivery()));
                }
                assertTrue(member.rest(RelayFrame.Deliver.class).isEmpty());
            }
            assertEquals(numbers(1, 40), read);
        }
        // And a later connection gets exactly what was not acknowledged
        try (TestPeer member = TestPeer.memberWithoutReady(base.getPort(), world)) {
            assertTrue(member.ready().conversations().getFirst().acked() > 0);
            assertEquals(numbers(11, 40), deliveries(member, 30));
        }
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            RelayFrame.Position position = guest.ready().conversations().getFirst();
            assertEquals(40, position.accepted());
            assertEquals(10, position.delivered());
        }
    }

    @Test
    void withoutRedisSendsAreAcceptedAndConnectionsRefused() {
        // Given both sides connected
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // When Redis is away
            SuiteInfrastructure.stopRedis();
            try {
                // Then sends are accepted, and who connects is asked to come later
                send(guest, 1, 3);
                try (TestPeer late = TestPeer.guestWithoutReady(base.getPort(), TestWorld.redeemed())) {
                    assertEquals(1013, late.closeCode());
                }
            } finally {
                SuiteInfrastructure.startRedis();
            }
            // And what was sent arrives once it is back
            assertEquals(numbers(1, 3), deliveries(member, 3));
        }
    }

    @Test
    void withoutKafkaSendsAreRefusedAndConnectionsStay() throws InterruptedException {
        // Given both sides connected, and something accepted
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            send(guest, 1, 1);
            // When Kafka is away
            SuiteInfrastructure.stopKafka();
            try {
                // Then a send is refused
                guest.send(2, "m2");
                RelayFrame.Error error = guest.next(RelayFrame.Error.class);
                assertEquals(ErrorCode.UNAVAILABLE, error.code());
                assertEquals(2, error.n());
            } finally {
                SuiteInfrastructure.startKafka();
            }
            // And once it is back, the same n goes through on the same connection, once
            RelayFrame answer;
            do {
                TimeUnit.MILLISECONDS.sleep(500); // as a client does, whose rate is limited
                guest.send(2, "m2");
                answer = guest.next(RelayFrame.class, FaultsIT::answersTwo);
            } while (answer instanceof RelayFrame.Error);
            assertEquals(numbers(1, 2), deliveries(member, 2));
        }
        TestPeer.awaitWelcome(base.getPort());
    }

    private static boolean answersTwo(RelayFrame frame) {
        return frame instanceof RelayFrame.Accepted accepted && accepted.n() == 2
                || frame instanceof RelayFrame.Error error && Long.valueOf(2).equals(error.n());
    }

    private static void send(TestPeer peer, int from, int to) {
        for (int n = from; n <= to; n++) {
            peer.send(n, "m" + n);
        }
        peer.accepted(to);
    }

    private static List<String> deliveries(TestPeer peer, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(peer.delivery()));
        }
        return texts;
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            numbers.add("m" + n);
        }
        return numbers;
    }
}
