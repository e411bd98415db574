package io.guestchat.invite.event;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudevents.CloudEvent;
import io.guestchat.invite.life.Closing;
import io.guestchat.invite.world.EventLog;
import io.guestchat.invite.world.Eventually;
import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.guestchat.invite.world.Settled;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.event.Consequence;
import io.guestchat.platform.event.Events;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsIT extends InviteService {
    private static final String CREATED = "io.guestchat.invite.created";
    private static final String EXPIRED = "io.guestchat.invite.expired";
    private static final String REVOKED = "io.guestchat.invite.revoked";

    @Inject
    Events events;

    @Inject
    MeterRegistry metrics;

    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @Test
    void tellsOfTheCreationInTheDocumentedForm() {
        // When
        Response created = ACME.put(id, Samples.body(member));

        // Then
        String expected = """
                {"specversion":"1.0","id":"io.guestchat.invite.created:%s","source":"/guestchat/invites",\
                "type":"io.guestchat.invite.created","subject":"%s","time":"%s","tenantid":"acme",\
                "datacontenttype":"application/json","data":{"memberId":"%s","expiresAt":"%s"}}""".formatted(id, id, created.path("createdAt"), member, created.path("expiresAt"));
        Eventually.holds(() -> assertEquals(List.of(expected), EventLog.textOf(id)));
    }

    @Test
    void tellsOfTheRevocationAfterTheCreation() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);

        // When
        ACME.delete(id).then().statusCode(204);
        ACME.delete(id).then().statusCode(204);

        // Then
        Eventually.holds(() -> assertEquals(List.of(CREATED, REVOKED), types(id)));
        CloudEvent revoked = EventLog.of(id).getLast();
        assertEquals(REVOKED + ":" + id, revoked.getId());
        assertEquals(
                "{\"memberId\":\"" + member + "\"}",
                new String(revoked.getData().toBytes()));
    }

    @Test
    void tellsOfAnExpiryNobodyAskedFor() {
        // Given
        InviteRecord invite = Samples.record(id, ACME, member, Duration.ofMinutes(59));

        // When
        Log.write(invite);

        // Then
        Eventually.holds(() -> assertEquals(List.of(CREATED, EXPIRED), types(id)));
        Instant at = EventLog.of(id).getLast().getTime().toInstant();
        assertEquals(invite.expiresAt(), at);
    }

    @Test
    void tellsNoExpiryOfWhatWasRedeemed() {
        // Given
        Log.write(Samples.session(id, ACME, member));
        Log.write(Samples.record(id, ACME, member, Duration.ofMinutes(59)));
        Eventually.holds(() -> assertEquals(List.of(CREATED), types(id)));

        // When an invite expires that is in the same log, behind it
        String later = Samples.inviteId();
        Log.write(Samples.record(later, ACME, member, Duration.ofMinutes(59)));

        // Then
        Eventually.holds(() -> assertEquals(List.of(CREATED, EXPIRED), types(later)));
        assertEquals(List.of(CREATED), types(id));
    }

    @Test
    void tellsNothingOfARecordThatWasOverruled() {
        // Given
        InviteRecord first = Samples.record(id, ACME, member, Duration.ofHours(5));
        InviteRecord second = Samples.record(id, GLOBEX, member, Duration.ofHours(6));
        InviteRecord revoked = Closing.of(first, InviteStatus.REVOKED, first.createdAt());
        InviteRecord expired = Closing.of(first, InviteStatus.EXPIRED, first.expiresAt());

        // When
        Log.write(first, second, revoked, expired, first);

        // Then the log was put right behind them, and only what stands was told
        Eventually.holds(() -> assertEquals(revoked, Log.of(id).getLast()));
        Eventually.holds(() -> assertEquals(List.of(CREATED, REVOKED), types(id)));
        assertEquals("acme", EventLog.of(id).getFirst().getExtension("tenantid"));
    }

    @Test
    void losesNoneWhenRedisIsWipedAndKafkaGoesAway() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String each = Samples.inviteId();
            ACME.put(each, Samples.body(member)).then().statusCode(201);
            ids.add(each);
        }

        // When
        SuiteInfrastructure.flushAll();
        SuiteInfrastructure.stopKafka();
        SuiteInfrastructure.startKafka();

        // Then
        for (String each : ids) {
            Eventually.holds(() -> assertEquals(List.of(CREATED), distinctTypes(each)));
        }
        Settled.await(1);
    }

    @Test
    void countsWhatHasToBeTriedAgain() {
        // Given
        double before = metrics.counter("guestchat.events.failed").count();
        AtomicInteger asked = new AtomicInteger();

        // When
        events.publishAll(Uni.createFrom().<List<Consequence>>item(() -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new IllegalStateException("not the first time");
                    }
                    return List.of();
                }))
                .await()
                .atMost(Duration.ofSeconds(10));

        // Then
        assertTrue(metrics.counter("guestchat.events.failed").count() > before);
    }

    @Test
    void saysNothingSecret() {
        // Given
        Response created = ACME.put(id, Samples.body(member, "metadata", java.util.Map.of("note", "for-Ada-only")));

        // When
        Eventually.holds(() -> assertEquals(1, EventLog.textOf(id).size()));

        // Then
        String told = EventLog.textOf(id).getFirst();
        for (String secret : List.of("A".repeat(43), "c2VhbGVk", "for-Ada-only", created.<String>path("token"))) {
            assertFalse(told.contains(secret));
        }
    }

    private static List<String> types(String id) {
        return EventLog.of(id).stream().map(CloudEvent::getType).toList();
    }

    private static List<String> distinctTypes(String id) {
        return EventLog.of(id).stream().map(CloudEvent::getType).distinct().toList();
    }
}
