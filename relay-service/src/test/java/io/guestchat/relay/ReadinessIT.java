package io.guestchat.relay;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node wants clients once it could let one in, whoever it is that makes the view, and does not change its mind. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class ReadinessIT {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Vertx vertx;

    @Test
    void aNodeIsReadyOnceTheViewHasAllOfTheLogAndStaysSo() {
        TestWorld world = TestWorld.redeemed();
        // Given a Redis of its own, of whose partitions a half is made by nobody: the node here has them, and another
        // Redis
        String own = SuiteInfrastructure.redis() + "/1";
        Redis view = Redis.createClient(vertx, own);
        try (SecondNode starting = SecondNode.startUnready(Map.of("guestchat.redis.url", own))) {
            TestLog.await(() -> assertTrue(isMadeInPart(view)));
            TestLog.await(() -> {
                assertTrue(says(starting, "redis"));
                assertTrue(says(starting, "log"));
            });
            // Then who would let nobody in is not ready
            assertFalse(letsIn(starting.port(), world));
            assertEquals(503, readiness(starting));

            // When somebody has made the rest
            forEachPosition((position, topic, end) -> ask(
                    view, Request.cmd(Command.HSETNX).arg(position).arg(topic).arg(end)));
            // Then it is
            TestLog.await(() -> assertEquals(200, readiness(starting)));

            // When the rest is lost
            ask(view, Request.cmd(Command.FLUSHDB));
            // Then clients are closed with 1013, as they are everywhere, and have nowhere else to go
            assertFalse(letsIn(starting.port(), world));
            assertEquals(200, readiness(starting));
        } finally {
            ask(view, Request.cmd(Command.FLUSHDB));
            view.close();
        }
        TestLog.await(() -> assertTrue(letsIn(base.getPort(), world)));
    }

    private static boolean letsIn(int port, TestWorld world) {
        try (TestPeer member = TestPeer.memberWithoutReady(port, world)) {
            return member.readyOrClosed();
        }
    }

    private static int readiness(SecondNode node) {
        return given().port(node.managementPort()).get("/q/health/ready").statusCode();
    }

    private static boolean says(SecondNode node, String what) {
        return given().port(node.managementPort())
                .get("/q/health/ready")
                .jsonPath()
                .getBoolean("checks.find { it.name == 'relay' }.data." + what);
    }

    private static boolean isMadeInPart(Redis view) {
        return IntStream.range(0, SuiteInfrastructure.PARTITIONS)
                .mapToObj(p ->
                        Request.cmd(Command.HGET).arg(new Slot(p).position()).arg(LogTopic.ENVELOPES.field()))
                .anyMatch(request -> ask(view, request) != null);
    }

    private interface At {
        void is(String position, String topic, long end);
    }

    private static void forEachPosition(At at) {
        for (LogTopic topic : LogTopic.values()) {
            TestLog.ends(topic.topic()).forEach((p, end) -> at.is(new Slot(p).position(), topic.field(), end));
        }
    }

    private static Response ask(Redis redis, Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
