package io.guestchat.relay;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.RelayFrame;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document. That each single frame is as it says is looked at in every test, by {@link FrameContract}. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class FrameContractIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void everyDocumentedMessageOccurs() {
        // Given both sides connected: challenge, authenticate, ready, presence
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world);
                TestPeer member = TestPeer.member(base.getPort(), world)) {
            guest.next(RelayFrame.Presence.class);
            // When each says all that it may, and the session-service has news
            guest.send(1, "hello");
            guest.next(RelayFrame.Accepted.class);
            member.ack(member.delivery().seq());
            guest.next(RelayFrame.Delivered.class);
            guest.send(3, "behind a gap");
            guest.next(RelayFrame.Error.class);
            guest.say(new ClientFrame.Signal(world.conversation, "typing"));
            member.next(RelayFrame.Signal.class);
            world.alert(AlertCode.LINK_REQUESTED);
            member.next(RelayFrame.Alert.class);
            world.end(EndReason.LEFT);
            member.next(RelayFrame.Conversation.class);
        }
        // Then nothing is documented that does not occur
        Set<String> missing = new TreeSet<>(FrameContract.documented());
        missing.removeAll(FrameContract.seen());
        assertEquals(Set.of(), missing);
    }

    @Test
    void theDocumentIsOnTheManagementPortOnly() throws IOException {
        int management = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        given().port(management)
                .get("/q/asyncapi.yaml")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(equalTo(written()));
        given().port(base.getPort()).get("/q/asyncapi.yaml").then().statusCode(404);
    }

    private static String written() throws IOException {
        try (var text = FrameContractIT.class.getResourceAsStream("/META-INF/asyncapi/relay.yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
