package io.guestchat.relay;

import static io.guestchat.relay.TestPeer.text;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A log that is not the one that the node is configured for, or not the one that the view was made from. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class OtherLogIT {
    private static final String BEGINNING = "0";

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "quarkus.management.test-port")
    int management;

    @Inject
    RedisCommands redis;

    @Inject
    LogAppender log;

    @Test
    void aNodeThatExpectsAnotherNumberOfPartitionsIsNotReady() {
        // Given
        String another = Integer.toString(SuiteInfrastructure.PARTITIONS + 1);
        // When
        try (SecondNode second = SecondNode.startUnready(Map.of("guestchat.topics.partitions", another))) {
            // Then it says why
            awaitReadiness(second.managementPort(), 503, false);
        }
    }

    @Test
    void aViewOfAnotherLogIsLeftAloneUntilItIsMadeAnew() {
        TestWorld world = TestWorld.redeemed();
        String position = log.slot(world.conversation).position();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            // Given something said and acknowledged
            guest.send(1, "m1");
            member.ack(member.delivery().seq());
            guest.next(RelayFrame.Delivered.class);
            // When Redis has the view of a topic that was deleted and made again since, and is where that one was
            ask(Request.cmd(Command.HSET)
                    .arg(position)
                    .arg("i" + LogTopic.ENVELOPES.field())
                    .arg("the id of another topic")
                    .arg(LogTopic.ENVELOPES.field())
                    .arg(BEGINNING));
            // Then the node says so, and applies nothing to it
            awaitReadiness(management, 503, false);
            guest.send(2, "m2");
            guest.accepted(2);
            assertEquals(BEGINNING, at(position));
            // And goes on when the view is made anew
            SuiteInfrastructure.flushAll();
            awaitReadiness(management, 200, true);
            assertEquals("m2", text(member.delivery()));
        }
    }

    private static void awaitReadiness(int port, int status, boolean viewOfThisLog) {
        TestLog.await(() -> {
            var answer = given().port(port).get("/q/health/ready");
            assertEquals(status, answer.statusCode());
            JsonPath data = answer.jsonPath().setRootPath("checks.find { it.name == 'relay' }.data");
            assertEquals(true, data.getBoolean("log"));
            assertEquals(viewOfThisLog, data.getBoolean("'view-of-this-log'"));
        });
    }

    private String at(String position) {
        return String.valueOf(ask(Request.cmd(Command.HGET).arg(position).arg(LogTopic.ENVELOPES.field())));
    }

    private Response ask(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
