package io.guestchat.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonParser;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import io.guestchat.scenarios.suite.Suite;
import io.guestchat.scenarios.trace.FileTraces;
import io.guestchat.scenarios.trace.KafkaTraces;
import io.guestchat.scenarios.trace.Marker;
import io.guestchat.scenarios.trace.RedisTraces;
import io.guestchat.scenarios.trace.Trace;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that only the two may know lies anywhere but in their browsers. */
@Scenario
class CanaryIT {
    private static final String GUESTS_TEXT = "nightingale-of-the-guest";
    private static final String MEMBERS_TEXT = "skylark-of-the-member";
    private static final String GUESTS_NAME = "Goldfinch the Guest";

    @Test
    void noServerKeepsSaysOrReceivesWhatIsPrivate(Scene scene) {
        // Given
        Profile anasBrowser = scene.person("ana");
        Profile guestsBrowser = scene.person("goldfinch");
        PhonePage phone = scene.phone(anasBrowser, Suite.PRIVATE_MEMBER);
        String link = phone.invite();

        // When
        ChatPage guest = scene.guest(guestsBrowser, link).join(GUESTS_NAME);
        guest.send(GUESTS_TEXT);
        ChatPage member = phone.openChat(GUESTS_NAME);
        member.showsTheirs(GUESTS_TEXT);
        member.send(MEMBERS_TEXT);
        guest.showsTheirs(MEMBERS_TEXT);
        member.showsOwn(MEMBERS_TEXT, Ticks.READ);

        // Then
        List<Marker> markers = List.of(
                Marker.of(GUESTS_TEXT),
                Marker.of(MEMBERS_TEXT),
                Marker.of(GUESTS_NAME),
                Marker.of(Suite.PRIVATE_MEMBER),
                Marker.of("link secret", linkSecret(link)));
        Marker known = Marker.of(inviteId(link));
        try (RedisTraces redis = new RedisTraces(scene.suite().endpoints().redis())) {
            List<Trace> records = KafkaTraces.read(scene.suite().endpoints().kafka());
            List<Trace> values = redis.read();
            List<Trace> logs = FileTraces.read(scene.suite().logs());
            assertFalse(logs.isEmpty());
            assertAll(Stream.of(records, values, logs, sentBy(guestsBrowser), sentBy(anasBrowser))
                    .flatMap(traces -> markers.stream().map(marker -> () -> assertNone(marker, traces))));
            // and the search finds what the servers do know
            assertAll(Stream.of(records, values, sentBy(guestsBrowser), sentBy(anasBrowser))
                    .map(traces -> () -> assertNotEquals(List.of(), known.in(traces))));
        }
    }

    private static void assertNone(Marker marker, List<Trace> traces) {
        assertEquals(List.of(), marker.in(traces), marker.toString());
    }

    /** URLs, headers, bodies and frames. */
    private static List<Trace> sentBy(Profile profile) {
        return profile.network().entries().stream()
                .filter(entry -> entry.outgoing())
                .map(entry -> Trace.of(entry.event(), entry.content().toString()))
                .toList();
    }

    /** The id that all services know: {@code jti} of the invite token. */
    private static String inviteId(String link) {
        String token = link.substring(link.indexOf('#') + 1, link.lastIndexOf('.'));
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonParser.parseString(new String(claims, UTF_8))
                .getAsJsonObject()
                .get("jti")
                .getAsString();
    }

    /** 32 bytes after the version, before the checksum (protocol, section 1). */
    private static byte[] linkSecret(String link) {
        byte[] secretPart = Base64.getUrlDecoder().decode(link.substring(link.lastIndexOf('.') + 1));
        return Arrays.copyOfRange(secretPart, 1, 33);
    }
}
