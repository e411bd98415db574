package io.guestchat.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.audit.AuditCodec;
import io.guestchat.protocol.audit.AuditRecord;
import io.guestchat.protocol.audit.AuditType;
import io.guestchat.protocol.event.GuestEvent;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.topic.PushRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.session.PushEndpoint.Push;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests who are away are told that something waits. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PushIT {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Browser guest = new Browser();
    private final Link link = Log.invite();
    private final PushEndpoint endpoint = new PushEndpoint();
    private String session = "";
    private String accessToken = "";
    private String pushKey = "";

    @BeforeEach
    void subscribe() {
        Response redeemed = guest.redeem(link);
        redeemed.then().statusCode(201);
        session = redeemed.path("sessionId");
        accessToken = redeemed.path("accessToken");
        pushKey = redeemed.path("pushKey");
        guest.keepPush(session, accessToken, endpoint.subscription()).then().statusCode(204);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aPushIsEmptyAndProvesWhoSendsIt() throws Exception {
        // Given
        guest.read(session, accessToken).then().body("pushKey", equalTo(pushKey));

        // When
        Log.tell(waiting(Side.GUEST));

        // Then
        Push push = pushes(1).getFirst();
        assertEquals("POST", push.method());
        assertEquals(0, push.body().length);
        assertNull(push.headers().get("Content-Encoding"));
        assertEquals("high", push.header("Urgency"));
        assertEquals("message", push.header("Topic"));
        long ttl = Long.parseLong(push.header("TTL"));
        assertTrue(ttl > 13 * 86_400 && ttl <= 14 * 86_400, () -> "TTL " + ttl);
        String[] parts = push.header("Authorization").split(" t=|, k=");
        assertEquals(List.of("vapid", pushKey), List.of(parts[0], parts[2]));
        SignedJWT token = SignedJWT.parse(parts[1]);
        assertTrue(token.verify(new ECDSAVerifier(key(pushKey))));
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertEquals(List.of(endpoint.origin()), claims.getAudience());
        assertEquals(Surroundings.PUSH_CONTACT, claims.getSubject());
        assertTrue(claims.getExpirationTime().after(new Date()));
        assertTrue(claims.getExpirationTime().before(Date.from(Instant.now().plus(Duration.ofDays(1)))));
    }

    @Test
    void theKeyIsAuditedAsOneForPushes() {
        Eventually.passes(WITHIN, () -> {
            AuditRecord key = AuditCodec.read(Log.records(TopicNames.AUDIT, "/guestchat/session-service/key/push:p1")
                    .getFirst()
                    .value());
            assertEquals(AuditType.KEY_SIGNS, key.type());
        });
    }

    @Test
    void oneEventIsOnePush() {
        // Given
        GuestEvent first = waiting(Side.GUEST);

        // When
        Log.tell(first);
        pushes(1);
        Log.tell(first);
        Log.tell(waiting(Side.MEMBER));
        Log.tell(waiting(Side.GUEST));

        // Then
        assertEquals(2, pushes(2).size());
    }

    @Test
    void isPushedAgainWhenThePushServiceAsksToWait() {
        // Given
        endpoint.answer(429, "1");

        // When
        Log.tell(waiting(Side.GUEST));

        // Then
        pushes(2);
        assertEquals(1, records().size());
    }

    @Test
    void aSubscriptionThatIsGoneIsDropped() {
        // Given
        endpoint.answer(410, "");

        // When
        Log.tell(waiting(Side.GUEST));

        // Then
        requireDropped();
    }

    @Test
    void whatIsRefusedIsNotPushedAgain() {
        // Given
        endpoint.answer(403, "");

        // When
        Log.tell(waiting(Side.GUEST));
        pushes(1);
        Log.tell(waiting(Side.GUEST));

        // Then
        assertEquals(2, pushes(2).size());
        assertEquals(1, records().size());
    }

    @Test
    void theGuestDropsIt() {
        // When
        guest.dropPush(session, accessToken).then().statusCode(204);

        // Then
        requireDropped();
        guest.dropPush(session, accessToken).then().statusCode(204);
        assertEquals(2, records().size());
    }

    @Test
    void theEndOfTheConversationDropsIt() {
        // When
        guest.leave(session, accessToken).then().statusCode(204);

        // Then
        requireDropped();
        Problems.check(guest.keepPush(session, accessToken, endpoint.subscription()), 410, "session-ended");
    }

    @Test
    void theSameSubscriptionIsKeptOnceAndAnotherTakesItsPlace() {
        // Given
        guest.keepPush(session, accessToken, endpoint.subscription()).then().statusCode(204);

        // When
        guest.keepPush(session, accessToken, "{\"endpoint\":\"https://push.test/other\"}")
                .then()
                .statusCode(204);

        // Then
        List<PushRecord> kept = records().stream()
                .map(r -> TopicCodec.read(r.value(), PushRecord.class))
                .toList();
        assertEquals(2, kept.size());
        assertEquals("https://push.test/other", kept.getLast().endpoint());
        assertEquals(pushKey, kept.getLast().key());
        assertFalse(kept.toString().contains("push.test"), kept::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"endpoint\":\"ftp://push.test/a\"}", "{\"endpoint\":\"https://me@push.test/\"}", "{}"})
    void anEndpointIsAnAddressOfThatForm(String subscription) {
        Problems.check(guest.keepPush(session, accessToken, subscription), 422, "invalid");
    }

    @Test
    void anotherBrowserKeepsAndDropsNothing() {
        // Given
        Browser other = new Browser();

        // When
        Response kept = other.keepPush(session, accessToken, endpoint.subscription());

        // Then
        Problems.check(kept, 401, "unauthenticated");
        Problems.check(other.dropPush(session, accessToken), 401, "unauthenticated");
    }

    @Test
    void survivesAnEmptyRedis() {
        // Given
        SuiteInfrastructure.flushAll();

        // When
        Log.tell(waiting(Side.GUEST));

        // Then
        pushes(1);
        Settled.await(1);
    }

    private GuestEvent waiting(Side side) {
        return Log.waiting(link, side);
    }

    private List<Push> pushes(int count) {
        Eventually.passes(WITHIN, () -> assertTrue(endpoint.pushes().size() >= count));
        return endpoint.pushes();
    }

    private void requireDropped() {
        Eventually.passes(WITHIN, () -> assertNull(records().getLast().value()));
        assertNotNull(records().getFirst().value());
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        return Log.records(TopicNames.PUSH, link.id().value());
    }

    private static ECKey key(String point) {
        byte[] bytes = Base64Url.decode(point, 65);
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(bytes, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(bytes, 33, 65)))
                .build();
    }
}
