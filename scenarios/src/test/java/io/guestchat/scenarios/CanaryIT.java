package io.guestchat.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.guestchat.scenarios.browser.Profile;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.page.Ticks;
import io.guestchat.scenarios.suite.Collector;
import io.guestchat.scenarios.suite.Suite;
import io.guestchat.scenarios.trace.FileTraces;
import io.guestchat.scenarios.trace.KafkaTraces;
import io.guestchat.scenarios.trace.Marker;
import io.guestchat.scenarios.trace.RedisTraces;
import io.guestchat.scenarios.trace.Trace;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that only the two may know lies anywhere but in their browsers. */
@Scenario
class CanaryIT {
    private static final String GUESTS_TEXT = "nightingale-of-the-guest";
    private static final String MEMBERS_TEXT = "skylark-of-the-member";
    private static final String GUESTS_NAME = "Goldfinch the Guest";
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.([\\w-]{86})(?![\\w-])");
    /** The invite's, the guest's, the member's, and a proof. */
    private static final int FEWEST_TOKENS = 4;

    @Test
    void noServerKeepsSaysOrReceivesWhatIsPrivate(Scene scene) {
        try (Collector collector = scene.suite().openCollector();
                RedisTraces redis = new RedisTraces(scene.suite().endpoints().redis())) {
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
            List<Marker> tokens = tokens(guestsBrowser, anasBrowser);
            Marker known = Marker.of(inviteId(link));
            List<Trace> records = KafkaTraces.read(scene.suite().endpoints().kafka());
            List<Trace> values = redis.read();
            List<Trace> logs = FileTraces.read(scene.suite().logs());
            List<Trace> spans = spans(scene.suite(), collector);
            assertFalse(logs.isEmpty());
            assertAll(Stream.of(records, values, logs, spans, sentBy(guestsBrowser), sentBy(anasBrowser))
                    .flatMap(traces -> markers.stream().map(marker -> () -> assertNone(marker, traces))));
            assertAll(Stream.of(records, values, logs, spans)
                    .flatMap(traces -> tokens.stream().map(token -> () -> assertNone(token, traces))));
            assertAll(Stream.of(known, Marker.of("Mozilla/"), Marker.of("127.0.0.1"))
                    .map(caller -> () -> assertNone(caller, spans)));
            // and the search finds what there is
            assertAll(Stream.of(records, values, sentBy(guestsBrowser), sentBy(anasBrowser))
                    .map(traces -> () -> assertNotEquals(List.of(), known.in(traces))));
            assertAll(Stream.of("PUT /v1/invites/{inviteId}", "POST /v1/sessions", "guestchat.sessions process")
                    .map(name ->
                            () -> assertNotEquals(List.of(), Marker.of(name).in(spans), name)));
        }
    }

    private static List<Trace> spans(Suite suite, Collector collector) {
        collector.awaitAllOf(suite.endpoints().invite());
        collector.awaitAllOf(suite.endpoints().session());
        return collector.received();
    }

    /** The signatures of all tokens and proofs that came or went. */
    private static List<Marker> tokens(Profile... profiles) {
        List<Marker> found = Arrays.stream(profiles)
                .flatMap(profile -> profile.network().entries().stream())
                .flatMap(entry -> TOKEN.matcher(entry.content().toString()).results())
                .map(token -> token.group(1))
                .distinct()
                .map(signature -> Marker.of("a token", Base64.getUrlDecoder().decode(signature)))
                .toList();
        assertTrue(found.size() >= FEWEST_TOKENS, "tokens: " + found.size());
        return found;
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
