package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.LongForm;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A property of every invite's life: whatever is called, crashes and is rebuilt, in whatever order, it never has two sessions.
 * Each run is a sequence of steps drawn from a seed, which its name tells; the long form draws more of them.
 */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class OneSessionIT {
    private static final int STEPS = 12;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    /** What can happen to an invite. */
    private enum Step {
        REDEEM,
        REDEEM_AT_ONCE,
        REVOKE,
        EXPIRE,
        LEAVE,
        END_BY_BACKEND,
        /** Redis loses everything. */
        WIPE,
        /** A node that had reserved it before a wipe wrote its session, and died before it could answer. */
        CRASH_AFTER_APPEND,
        /** A node wrote what it had read before the latest record. */
        STALE_WRITE
    }

    private final List<Browser> browsers =
            IntStream.range(0, 4).mapToObj(i -> new Browser()).toList();
    private final Link link = Log.invite();
    private final Set<String> sessions = new HashSet<>();

    static IntStream seeds() {
        return IntStream.rangeClosed(1, LongForm.of(4, 100));
    }

    @AfterAll
    static void leaveNoTrace() {
        Settled.await(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSequenceOfStepsLeadsToTwoSessions(int seed) throws Exception {
        // Given
        Random random = new Random(seed);
        browsers.forEach(Browser::nonce);
        List<Step> taken = new ArrayList<>();

        // When
        for (int i = 0; i < STEPS; i++) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            taken.add(step);
            take(step, browsers.get(random.nextInt(browsers.size())));
            assertTrue(sessions.size() <= 1, () -> taken + " gave " + sessions);
        }

        // Then
        for (Browser browser : browsers) {
            Eventually.passes(
                    SETTLED_WITHIN, () -> assertNotEquals(503, redeem(browser).statusCode()));
        }
        assertTrue(sessions.size() <= 1, () -> taken + " gave " + sessions);
        requireTheFirstInTheLogStands(taken);
    }

    private void take(Step step, Browser browser) throws Exception {
        switch (step) {
            case REDEEM -> redeem(browser);
            case REDEEM_AT_ONCE -> redeemAtOnce();
            case REVOKE -> Log.tell(link, InviteStatus.REVOKED);
            case EXPIRE -> Log.tell(link, InviteStatus.EXPIRED);
            case LEAVE -> leave(browser);
            case END_BY_BACKEND -> Backend.end("acme", link.id().value());
            case WIPE -> SuiteInfrastructure.flushAll();
            case CRASH_AFTER_APPEND ->
                Sessions.tell(Sessions.opened(link.id().conversation(), browser, Instant.now(), 3600));
            case STALE_WRITE ->
                Log.sessions(link.id().conversation()).stream().findFirst().ifPresent(Sessions::tell);
        }
    }

    private Response redeem(Browser browser) {
        return noted(browser.redeem(link));
    }

    private Response noted(Response answer) {
        if (answer.statusCode() == 200 || answer.statusCode() == 201) {
            sessions.add(answer.path("sessionId"));
        } else {
            assertTrue(List.of(410, 503).contains(answer.statusCode()), answer::asString);
        }
        return answer;
    }

    private void redeemAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(browsers.size())) {
            List<Future<Response>> racing = browsers.stream()
                    .map(browser -> threads.submit(() -> browser.redeem(link)))
                    .toList();
            for (Future<Response> each : racing) {
                noted(each.get());
            }
        }
    }

    private void leave(Browser browser) {
        Response answer = redeem(browser);
        if (answer.statusCode() < 300) {
            browser.leave(answer.path("sessionId"), answer.path("accessToken"));
        }
    }

    /** Of all that were written, the first is the session; nobody was told another, and compaction will keep no other. */
    private void requireTheFirstInTheLogStands(List<Step> taken) {
        Eventually.passes(SETTLED_WITHIN, () -> {
            List<SessionRecord> records = Log.sessions(link.id().conversation());
            if (records.isEmpty()) {
                assertEquals(Set.of(), sessions);
                return;
            }
            String first = records.getFirst().sessionId().value();
            sessions.forEach(told -> assertEquals(first, told, taken::toString));
            assertEquals(first, records.getLast().sessionId().value(), taken::toString);
            SessionRecord end = records.stream()
                    .filter(r -> r.sessionId().value().equals(first) && r.endedAt() != null)
                    .findFirst()
                    .orElse(null);
            if (end != null) {
                assertEquals(end.endedAt(), records.getLast().endedAt(), taken::toString);
            }
        });
    }
}
