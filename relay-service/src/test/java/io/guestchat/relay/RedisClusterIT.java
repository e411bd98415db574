package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.LocalRedisCluster;
import io.guestchat.local.test.ClusterInfrastructure;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.frame.RelayFrame;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.impl.ZModem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The relay on a real Redis Cluster. */
@QuarkusTest
@QuarkusTestResource(value = ClusterInfrastructure.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TestKeys.class, restrictToAnnotatedClass = true)
class RedisClusterIT {
    private static final int CONVERSATIONS = 6;
    private static final int ROUNDS = 8;
    /** Of each side in each round. */
    private static final int MESSAGES = 6;

    private static final int NODES = 3;

    @TestHTTPResource("/")
    URI base;

    @Test
    void nothingIsLostDoubledOrReorderedWhileSlotsMove() {
        // Given conversations in several partitions, both sides connected
        TestPeer.awaitWelcome(base.getPort());
        LocalRedisCluster cluster =
                LocalRedisCluster.at(ConfigProvider.getConfig().getValue("guestchat.redis.url", String.class));
        List<Talk> talks = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> new Talk(base.getPort(), TestWorld.redeemed()))
                .toList();
        // When both send, and meanwhile each round some partitions' slots are on their way to another node
        int p = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> moving = new ArrayList<>();
            for (int i = 0; i < SuiteInfrastructure.PARTITIONS / 2; i++) {
                moving.add(ZModem.generate(Partitions.tag(p++ % SuiteInfrastructure.PARTITIONS)));
            }
            int at = round;
            talks.forEach(talk -> talk.send(at * MESSAGES + 1, at * MESSAGES + MESSAGES / 2));
            moving.forEach(slot -> cluster.beginMove(slot, next(cluster, slot)));
            talks.forEach(talk -> talk.send(at * MESSAGES + MESSAGES / 2 + 1, (at + 1) * MESSAGES));
            moving.forEach(slot -> cluster.finishMove(slot, next(cluster, slot)));
        }
        // Then each side has got what the other has sent, once and in order
        talks.forEach(talk -> talk.receive(ROUNDS * MESSAGES));
        // And nothing of it again, once it has acknowledged
        talks.forEach(Talk::leave);
        talks.forEach(talk -> talk.nothingIsLeft(ROUNDS * MESSAGES));
    }

    private static int next(LocalRedisCluster cluster, int slot) {
        return (cluster.owner(slot, 0) + 1) % NODES;
    }

    /** A conversation with both sides connected. */
    private static final class Talk {
        private final int port;
        private final TestWorld world;
        private final TestPeer guest;
        private final TestPeer member;

        Talk(int port, TestWorld world) {
            this.port = port;
            this.world = world;
            this.guest = TestPeer.guest(port, world);
            this.member = TestPeer.member(port, world);
        }

        void send(int from, int to) {
            for (int n = from; n <= to; n++) {
                guest.send(n, "m" + n);
                member.send(n, "m" + n);
            }
            guest.accepted(to);
            member.accepted(to);
        }

        void receive(int count) {
            for (TestPeer peer : List.of(guest, member)) {
                long seq = 0;
                for (int n = 1; n <= count; n++) {
                    RelayFrame.Deliver delivery = peer.delivery();
                    assertEquals("m" + n, text(delivery));
                    seq = delivery.seq();
                }
                assertTrue(peer.rest(RelayFrame.Deliver.class).isEmpty());
                peer.ack(seq);
            }
            guest.next(RelayFrame.Delivered.class, d -> d.n() == count);
            member.next(RelayFrame.Delivered.class, d -> d.n() == count);
        }

        void leave() {
            guest.close();
            member.close();
        }

        void nothingIsLeft(int count) {
            try (TestPeer again = TestPeer.guestWithoutReady(port, world)) {
                RelayFrame.Position position = again.ready().conversations().getFirst();
                assertEquals(count, position.accepted());
                assertEquals(count, position.delivered());
                again.send(count + 1, "last");
                again.accepted(count + 1);
            }
            try (TestPeer again = TestPeer.member(port, world)) {
                assertEquals("last", text(again.delivery()));
            }
        }
    }
}
