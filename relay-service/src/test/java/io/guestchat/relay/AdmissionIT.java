package io.guestchat.relay;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.frame.Side;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Who gets in, and how the others are sent away. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class AdmissionIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void theHandshakeIsCheckedFirst() {
        assertEquals(400, refusedHandshake("/v1/connect", null, null));
        assertEquals(400, refusedHandshake("/v1/connect?token=x", "guestchat.v1", null));
        assertEquals(403, refusedHandshake("/v1/connect", "guestchat.v1", "https://evil.test"));
        assertEquals(403, refusedHandshake("/v1/connect", "guestchat.v1", "null"));
    }

    @Test
    void thereIsNothingElse() {
        given().port(base.getPort())
                .get("/v1/connections")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:not-found"));
    }

    @Test
    void anAllowedOriginMayConnect() {
        WebSocket socket = handshake("/v1/connect", "guestchat.v1", TestKeys.ORIGIN);
        assertEquals("guestchat.v1", socket.getSubprotocol());
        socket.abort();
    }

    @Test
    void readyTellsSideAndLimits() {
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guestWithoutReady(base.getPort(), world)) {
            RelayFrame.Ready ready = guest.ready();
            assertEquals(Side.GUEST, ready.side());
            assertEquals(world.conversation, ready.conversations().getFirst().id());
            assertEquals(32, ready.limits().window());
        }
    }

    @Test
    void aBadTokenCloses4401() {
        try (TestPeer peer = TestPeer.connect(base.getPort())) {
            peer.challenge();
            peer.say(new ClientFrame.Authenticate("not.a.token", null));
            assertEquals(4401, peer.closeCode());
        }
    }

    @Test
    void aProofForAnotherChallengeCloses4401() {
        TestWorld world = TestWorld.redeemed();
        try (TestPeer peer = TestPeer.connect(base.getPort())) {
            peer.challenge();
            peer.say(world.asGuest("another-nonce"));
            assertEquals(4401, peer.closeCode());
        }
    }

    @Test
    void aFrameBeforeAuthenticateCloses4401() {
        try (TestPeer peer = TestPeer.connect(base.getPort())) {
            peer.challenge();
            peer.sayText("{\"type\":\"ack\",\"conversation\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":1}");
            assertEquals(4401, peer.closeCode());
        }
    }

    @Test
    void silenceAfterTheChallengeCloses4408() {
        try (TestPeer peer = TestPeer.connect(base.getPort())) {
            assertEquals(4408, peer.closeCode());
        }
    }

    @Test
    void anUnknownFrameCloses4400() {
        try (TestPeer guest = TestPeer.guest(base.getPort(), TestWorld.redeemed())) {
            guest.sayText("{\"type\":\"news\"}");
            assertEquals(4400, guest.closeCode());
        }
    }

    @Test
    void anAuthenticateThatNobodyAskedForCloses4400() {
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            guest.say(world.asGuest("nonce"));
            assertEquals(4400, guest.closeCode());
        }
    }

    @Test
    void aBinaryFrameCloses1003() {
        try (TestPeer guest = TestPeer.guest(base.getPort(), TestWorld.redeemed())) {
            guest.sayBinary(new byte[] {1});
            assertEquals(1003, guest.closeCode());
        }
    }

    @Test
    void aFrameOver32KiBCloses1009() {
        try (TestPeer guest = TestPeer.guest(base.getPort(), TestWorld.redeemed())) {
            guest.sayText("x".repeat(32 * 1024 + 1));
            assertEquals(1009, guest.closeCode());
        }
    }

    @Test
    void anotherConversationCloses4403() {
        TestWorld other = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.guest(base.getPort(), TestWorld.redeemed())) {
            guest.say(new ClientFrame.Send(other.conversation, 1, Kind.APPLICATION, "AA"));
            assertEquals(4403, guest.closeCode());
        }
    }

    @Test
    void acknowledgingWhatWasNeverSentCloses4403() {
        try (TestPeer guest = TestPeer.guest(base.getPort(), TestWorld.redeemed())) {
            guest.ack(1_000_000);
            assertEquals(4403, guest.closeCode());
        }
    }

    @Test
    void aTokenIsRenewedInTheOpenConnection() {
        // Given a guest whose token soon expires
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.connect(base.getPort())) {
            guest.of(world);
            guest.say(world.asGuest(guest.challenge(), Instant.now().plusSeconds(30)));
            guest.ready();
            // When it answers the challenge that follows at once
            String nonce = guest.challenge();
            assertNotNull(nonce);
            guest.say(world.asGuest(nonce));
            // Then the connection goes on
            guest.send(1, "still here");
            guest.accepted(1);
        }
    }

    @Test
    void anExpiredTokenCloses4401() {
        TestWorld world = TestWorld.redeemed();
        try (TestPeer guest = TestPeer.connect(base.getPort())) {
            guest.of(world);
            guest.say(world.asGuest(guest.challenge(), Instant.now().plusSeconds(3)));
            guest.ready();
            assertEquals(4401, guest.closeCode());
        }
    }

    private int refusedHandshake(String path, String subprotocol, String origin) {
        CompletionException e = assertThrows(CompletionException.class, () -> handshake(path, subprotocol, origin));
        return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }

    private WebSocket handshake(String path, String subprotocol, String origin) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + base.getPort() + path), new WebSocket.Listener() {})
                .join();
    }
}
