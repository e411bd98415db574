package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.event.EventCodec;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What providers are told. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class EventsIT {
    private static final String REDEEMED = "io.guestchat.invite.redeemed";
    private static final String REFUSED = "io.guestchat.redemption.refused";
    private static final String ENDED = "io.guestchat.conversation.ended";
    private static final String REQUESTED = "io.guestchat.link.requested";
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Browser guest = new Browser();
    private final Browser other = new Browser();
    private final Link link = Log.invite();

    @Test
    void aRedemptionAndItsEndAreToldInOrder() {
        // Given
        Response redeemed = guest.redeem(link);
        redeemed.then().statusCode(201);

        // When
        guest.leave(redeemed.path("sessionId"), redeemed.path("accessToken"))
                .then()
                .statusCode(204);

        // Then
        requireTold(link, REDEEMED, ENDED);
        JsonNode first = told(link).getFirst();
        SessionRecord session = Log.sessions(link.id().conversation()).getFirst();
        assertEquals("1.0", first.path("specversion").textValue());
        assertEquals(REDEEMED + ":" + link.id(), first.path("id").textValue());
        assertEquals("/guestchat/sessions", first.path("source").textValue());
        assertEquals(link.id().value(), first.path("subject").textValue());
        assertEquals("acme", first.path("tenantid").textValue());
        assertEquals(session.openedAt(), Instant.parse(first.path("time").textValue()));
        assertEquals("{\"memberId\":\"ana\"}", first.path("data").toString());
        JsonNode ended = told(link).getLast();
        assertEquals(ENDED + ":" + link.id(), ended.path("id").textValue());
        assertEquals("left", ended.path("data").path("reason").textValue());
    }

    @Test
    void everyEndIsToldWithItsReason() {
        // Given
        Link revoked = Log.invite();
        guest.redeem(link).then().statusCode(201);
        guest.redeem(revoked).then().statusCode(201);
        Instant longAgo = Instant.now().minusSeconds(7200);
        SessionRecord idle = Sessions.opened(guest, longAgo.minus(Limits.ACTIVITY_GRAIN), 3600);

        // When
        Backend.end("acme", link.id().value()).then().statusCode(204);
        Log.tell(revoked, InviteStatus.REVOKED);
        Sessions.tell(idle);

        // Then
        requireEnd(link.id().value(), EndReason.ENDED_BY_MEMBER);
        requireEnd(revoked.id().value(), EndReason.REVOKED);
        requireEnd(idle.conversationId().value(), EndReason.IDLE);
    }

    @Test
    void arefusedRedemptionIsToldOnceAMinute() {
        // Given
        guest.redeem(link).then().statusCode(201);

        // When
        for (int i = 0; i < 5; i++) {
            Problems.check(new Browser().redeem(link), 410, "invite-used");
        }

        // Then
        requireTold(link, REDEEMED, REFUSED);
        JsonNode refused = told(link).getLast();
        assertEquals("used", refused.path("data").path("reason").textValue());
        assertFalse(refused.path("id").textValue().equals(REFUSED + ":" + link.id()));
    }

    @Test
    void whoHasOnlyTheTokenIsNotTold() {
        // Given
        Problems.check(guest.redeem(link.withClaim(Link.random(32))), 404, "invite-unknown");
        Problems.check(guest.redeem(link.withToken("forged")), 400, "invite-invalid");
        Problems.check(guest.redeem(link, "no proof"), 401, "dpop-invalid");

        // When
        guest.redeem(link).then().statusCode(201);

        // Then
        requireTold(link, REDEEMED);
    }

    @Test
    void aRequestForANewLinkIsToldOnceADayWhateverBecameOfTheInvite() {
        // Given
        Link used = Log.invite();
        guest.redeem(used).then().statusCode(201);
        Link expired = Link.expiring(Instant.now().minusSeconds(60));
        Log.tell(expired, InviteStatus.EXPIRED);
        Link revoked = Log.invite();
        Log.tell(revoked, InviteStatus.REVOKED);
        List<Link> links = List.of(link, used, expired, revoked);

        // When
        for (int i = 0; i < 3; i++) {
            links.forEach(each -> other.request(each).then().statusCode(202));
        }

        // Then
        for (Link each : links) {
            Eventually.passes(
                    WITHIN,
                    () -> assertEquals(
                            1, count(each, REQUESTED), () -> types(each).toString()));
        }
        assertEquals(
                1,
                Log.sessions(used.id().conversation()).stream()
                        .filter(r -> r.alerts().containsKey(AlertCode.LINK_REQUESTED))
                        .count());
        Problems.check(other.request(link.withClaim(Link.random(32))), 404, "invite-unknown");
        Problems.check(other.request(link.withToken("forged")), 400, "invite-invalid");
    }

    @Test
    void theEndOfARevokedChatIsToldThoughANewLinkIsAskedForAtOnce() {
        guest.redeem(link).then().statusCode(201);
        Log.tell(link, InviteStatus.REVOKED);
        other.request(link).then().statusCode(202);
        Eventually.passes(
                WITHIN,
                () -> assertTrue(count(link, ENDED) > 0, () -> types(link).toString()));
    }

    @Test
    void nothingOfTheLinkOrTheCallerIsTold() {
        // Given
        guest.redeem(link).then().statusCode(201);
        Problems.check(other.redeem(link), 410, "invite-used");
        other.request(link).then().statusCode(202);

        // When
        requireTold(link, REDEEMED, REFUSED, REQUESTED);

        // Then
        for (ConsumerRecord<String, byte[]> r :
                Log.records(TopicNames.EVENTS, link.id().value())) {
            String event = new String(r.value(), StandardCharsets.UTF_8);
            for (String secret :
                    List.of(link.token(), link.claim(), Link.SEALED, guest.jkt(), other.jkt(), "127.0.0.1")) {
                assertFalse(event.contains(secret), event);
            }
            assertEquals(
                    EventCodec.CONTENT_TYPE,
                    new String(r.headers().lastHeader("content-type").value(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whatHappenedWhileTheLogWasAwayIsToldWhenItIsBack() {
        // Given
        guest.redeem(link).then().statusCode(201);
        requireTold(link, REDEEMED);
        SuiteInfrastructure.stopKafka();
        SuiteInfrastructure.startKafka();
        Settled.await(1);

        // When
        Backend.end("acme", link.id().value()).then().statusCode(204);

        // Then
        Eventually.passes(Duration.ofSeconds(60), () -> assertTrue(types(link).contains(ENDED)));
        assertTrue(types(link).lastIndexOf(REDEEMED) < types(link).indexOf(ENDED));
    }

    private static void requireEnd(String conversation, EndReason reason) {
        Eventually.passes(WITHIN, () -> {
            List<JsonNode> ends = told(conversation).stream()
                    .filter(event -> event.path("type").textValue().equals(ENDED))
                    .toList();
            assertEquals(1, ends.size());
            assertEquals(
                    reason.wire(), ends.getFirst().path("data").path("reason").textValue());
        });
    }

    private static void requireTold(Link link, String... types) {
        Eventually.passes(
                WITHIN,
                () -> assertEquals(
                        List.of(types).stream().sorted().toList(),
                        types(link).stream().sorted().toList()));
    }

    private static long count(Link link, String type) {
        return types(link).stream().filter(type::equals).count();
    }

    private static List<String> types(Link link) {
        return told(link).stream().map(event -> event.path("type").textValue()).toList();
    }

    private static List<JsonNode> told(Link link) {
        return told(link.id().value());
    }

    private static List<JsonNode> told(String invite) {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> r : Log.records(TopicNames.EVENTS, invite)) {
            try {
                events.add(new ObjectMapper().readTree(r.value()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return events;
    }
}
