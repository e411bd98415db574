package io.guestchat.relay;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.relay.log.Slot;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What alerts rest on. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class MetersIT {
    private static final long PATIENCE_MS = 15_000;
    /** One in so many is timed. */
    private static final int EACH = 8;

    private static final int MOST = 3 * EACH;
    /** Longer than any message takes here, and shorter than what the clocks of a test could make up. */
    private static final double LONG_MS = 60_000;

    @TestHTTPResource("/")
    URI base;

    @Inject
    MeterRegistry metrics;

    @Test
    void theWayOfAMessageIsTimedFromSendToSocket() {
        // Given
        TestWorld world = TestWorld.redeemed();
        long appended = count("guestchat.relay.append");
        long delivered = count("guestchat.relay.delivery");
        double tookBefore = deliveriesTook();
        try (TestPeer member = TestPeer.member(base.getPort(), world);
                TestPeer guest = TestPeer.guest(base.getPort(), world)) {
            // When messages come, of which one in eight is timed, if it finds a socket that is not just reading its
            // mailbox
            for (int n = 1; n <= MOST && !bothHaveGrown(appended, delivered); n++) {
                guest.send(n, "timed");
                member.delivery();
            }
        }
        // Then
        assertTrue(count("guestchat.relay.append") > appended, "appends are not timed");
        assertTrue(count("guestchat.relay.delivery") > delivered, "deliveries are not timed");
        double each = (deliveriesTook() - tookBefore) / (count("guestchat.relay.delivery") - delivered);
        assertTrue(each < LONG_MS, "time is not taken from the send: " + each + " ms");
        String text = given().port(managementPort()).get("/q/metrics").asString();
        assertTrue(text.contains("guestchat_relay_append_seconds_bucket{le=\"0.05\"}"), text);
    }

    @Test
    void whoWasAwayIsNotTimed() {
        // Given as many as one of them would be timed
        TestWorld world = TestWorld.redeemed();
        long delivered = count("guestchat.relay.delivery");
        for (int n = 1; n <= EACH; n++) {
            world.append(n, "for somebody who is away");
        }
        // When
        try (TestPeer member = TestPeer.member(base.getPort(), world)) {
            for (int n = 1; n <= EACH; n++) {
                member.delivery();
            }
        }
        // Then
        assertEquals(delivered, count("guestchat.relay.delivery"));
    }

    @Test
    void aViewThatHasAllOfTheLogIsLiveAndNothingWaits() {
        TestWorld.redeemed().append(1, "the last");
        TestLog.await(PATIENCE_MS, () -> {
            double owned = partitions("owned");
            assertTrue(owned > 0, "no partitions");
            assertEquals(owned, partitions("live"));
            assertEquals(0, gauge("guestchat.relay.log.behind"));
            assertEquals(0, gauge("guestchat.relay.log.age"));
        });
    }

    @Test
    void aViewSaysOfWhichFormatItIs() {
        String keys = new Slot(0).position();
        String format = keys.split(":")[1];
        for (String name : List.of("behind", "age", "partitions")) {
            assertTrue(
                    metrics.get("guestchat.relay.log." + name).meters().stream()
                            .allMatch(meter -> format.equals(meter.getId().getTag("format"))),
                    name + " is not of " + keys);
        }
    }

    @Test
    void whoIsNotLetInIsCountedByReason() {
        // Given
        TestWorld world = TestWorld.redeemed();
        double malformed = refused("handshakes", "code", "malformed");
        double nonce = refused("authentications", "rule", "nonce");
        double replayed = refused("authentications", "rule", "jti");
        // When
        given().port(base.getPort()).get("/v1/connect").then().statusCode(400);
        try (TestPeer another = TestPeer.connect(base.getPort())) {
            another.challenge();
            another.say(world.asGuest("another-nonce"));
            assertEquals(4401, another.closeCode());
        }
        // Then
        assertEquals(malformed + 1, refused("handshakes", "code", "malformed"));
        assertEquals(nonce + 1, refused("authentications", "rule", "nonce"));
        assertEquals(replayed, refused("authentications", "rule", "jti"));
    }

    private boolean bothHaveGrown(long appended, long delivered) {
        return count("guestchat.relay.append") > appended && count("guestchat.relay.delivery") > delivered;
    }

    /** In ms, all together: the longest may be another test's, which had an outage in it. */
    private double deliveriesTook() {
        return metrics.timer("guestchat.relay.delivery").totalTime(TimeUnit.MILLISECONDS);
    }

    private long count(String timer) {
        return metrics.timer(timer).count();
    }

    private double gauge(String name) {
        return metrics.get(name).tag("topic", "guestchat.envelopes").gauge().value();
    }

    private double partitions(String state) {
        return metrics.get("guestchat.relay.log.partitions")
                .tags("topic", "guestchat.envelopes", "state", state)
                .gauge()
                .value();
    }

    private double refused(String what, String label, String value) {
        return metrics.counter("guestchat.relay." + what + ".refused", label, value)
                .count();
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
