package io.guestchat.session;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SecondNode;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on one Kafka and one Redis. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {
    private static final Duration SWITCHED_WITHIN = Duration.ofSeconds(10);
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    private SecondNode second;

    @BeforeAll
    void startSecond() {
        second = SecondNode.start();
    }

    @AfterAll
    void stopSecond() {
        second.close();
        Settled.await(1);
    }

    @BeforeEach
    void bothNodesHaveTheirShare() {
        Settled.await(2);
    }

    @Test
    void ofManyOnBothNodesExactlyOneWins() throws Exception {
        // Given
        Link link = Log.invite();

        // When
        List<Browser> browsers = browsers(100);
        List<Response> answers = race(link, browsers, () -> {});

        // Then one has it, and nobody else; who was told "not now" asks again
        List<Integer> decisions = new ArrayList<>();
        for (int i = 0; i < browsers.size(); i++) {
            decisions.add(decision(browsers.get(i), link, answers.get(i)));
        }
        assertEquals(1, decisions.stream().filter(status -> status < 300).count());
        assertEquals(99, decisions.stream().filter(status -> status == 410).count());
    }

    @Test
    void whoeverComesSecondIsToldOfOnceOnWhicheverNode() throws Exception {
        // Given
        Link link = Log.invite();
        String session = new Browser().bound(link);
        List<Browser> others = browsers(20);

        // When
        List<Response> answers = race(link, others, () -> {});

        // Then
        for (int i = 0; i < others.size(); i++) {
            assertEquals(410, decision(others.get(i), link, answers.get(i)));
        }
        List<SessionRecord> records = Log.sessions(link.id().conversation());
        assertEquals(2, records.size(), records::toString);
        assertEquals(session, records.getLast().sessionId().value());
        assertEquals(
                Set.of(AlertCode.REDEEM_ATTEMPT), records.getLast().alerts().keySet());
    }

    @Test
    void aRequestForANewLinkIsToldOfOnceOnWhicheverNode() {
        // Given
        Link link = Log.invite();
        Browser guest = new Browser();
        guest.bound(link);

        // When
        for (int i = 0; i < 3; i++) {
            Eventually.passes(SETTLED_WITHIN, () -> guest.request(link).then().statusCode(202));
            Eventually.passes(
                    SETTLED_WITHIN,
                    () -> guest.at(second.port()).request(link).then().statusCode(202));
        }

        // Then
        assertEquals(2, Log.sessions(link.id().conversation()).size());
        assertEquals(
                1,
                Log.records(TopicNames.EVENTS, link.id().value()).stream()
                        .filter(r -> new String(r.value(), StandardCharsets.UTF_8).contains("link.requested"))
                        .count());
    }

    @Test
    void whatIsSwitchedOffIsRefusedOnBothNodesAndToNobodyElse() {
        Browser guest = new Browser();
        String session = guest.bound(Log.invite());
        Link link = Log.invite();
        Link another = Link.of("globex", Instant.now().plusSeconds(600));
        Log.tell(another, InviteStatus.ACTIVE);
        try {
            // When
            SuiteInfrastructure.switchOn("redemption");
            // Then nobody joins, and who has joined goes on
            onBothNodes(guest, browser -> {
                Problems.check(browser.preview(link), 503, "unavailable");
                browser.redeem(another).then().statusCode(503).header("Retry-After", "30");
                browser.token(session).then().statusCode(200);
            });

            // When
            SuiteInfrastructure.switchOn("tenant.acme");
            SuiteInfrastructure.switchOff("redemption");
            // Then the guests of that tenant get nothing, and others all
            onBothNodes(guest, browser -> {
                Problems.check(browser.redeem(link), 503, "unavailable");
                Problems.check(browser.token(session), 503, "unavailable");
                Problems.check(browser.request(link), 503, "unavailable");
                browser.redeem(another).then().statusCode(oneOf(200, 201));
            });

            // When
            SuiteInfrastructure.switchOff("tenant.acme");
            // Then all is as it was
            onBothNodes(guest, browser -> {
                browser.redeem(link).then().statusCode(oneOf(200, 201));
                browser.token(session).then().statusCode(200);
            });
        } finally {
            SuiteInfrastructure.switchOff("redemption");
            SuiteInfrastructure.switchOff("tenant.acme");
        }
    }

    private void onBothNodes(Browser browser, Consumer<Browser> calls) {
        for (Browser there : List.of(browser, browser.at(second.port()))) {
            Eventually.passes(SWITCHED_WITHIN, () -> calls.accept(there));
        }
    }

    @Test
    void anIdleConversationEndsOnceHoweverManyNodesThereAre() {
        // Given
        List<SessionRecord> idle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Instant longAgo = Instant.now().minusSeconds(3600).minus(Limits.ACTIVITY_GRAIN);
            idle.add(Sessions.opened(new Browser(), longAgo, 3600));
        }

        // When
        idle.forEach(Sessions::tell);

        // Then
        for (SessionRecord each : idle) {
            Eventually.passes(
                    SETTLED_WITHIN,
                    () -> assertEquals(
                            EndReason.IDLE,
                            Log.sessions(each.conversationId()).getLast().reason()));
            assertEquals(2, Log.sessions(each.conversationId()).size());
        }
    }

    @Test
    void whatOneNodeBindsTheOtherServes() {
        // Given
        Link link = Log.invite();
        Browser guest = new Browser();
        String session = guest.bound(link);
        String proof = guest.proof("POST", "/v1/sessions");
        guest.redeem(link, proof).then().statusCode(200);

        // When
        Response token = guest.at(second.port()).token(session);

        // Then
        token.then().statusCode(200);
        Problems.check(guest.at(second.port()).redeem(link, proof), 401, "dpop-invalid");
        assertEquals(session, guest.at(second.port()).redeem(link).path("sessionId"));
        Problems.check(new Browser(second.port()).redeem(link), 410, "invite-used");
    }

    @Test
    void anEmptiedRedisInTheMiddleOfARaceMakesNoSecondSession() throws Exception {
        for (int round = 0; round < 5; round++) {
            // Given
            Link link = Log.invite();
            List<Browser> browsers = browsers(20);

            // When
            List<Response> answers = race(link, browsers, SuiteInfrastructure::flushAll);

            // Then
            Set<String> sessions = new HashSet<>();
            for (Browser browser : browsers) {
                Eventually.passes(SETTLED_WITHIN, () -> {
                    Response answer = browser.redeem(link);
                    assertTrue(List.of(200, 201, 410).contains(answer.statusCode()), answer::asString);
                    if (answer.statusCode() != 410) {
                        sessions.add(answer.path("sessionId"));
                    }
                });
            }
            answers.stream().filter(a -> a.statusCode() < 300).forEach(a -> sessions.add(a.path("sessionId")));
            assertEquals(1, sessions.size());
            Eventually.passes(
                    SETTLED_WITHIN,
                    () -> assertEquals(
                            sessions.iterator().next(),
                            Log.sessions(link.id().conversation())
                                    .getLast()
                                    .sessionId()
                                    .value()));
        }
    }

    @Test
    void aNodeThatDiesLeavesItsPartitionsToTheOtherAndComesBackSwitchedOff() {
        // Given
        Link link = Log.invite();
        Browser guest = new Browser();
        String session = guest.bound(link);

        // When
        second.kill();

        // Then
        Log.tell(link, InviteStatus.REVOKED);
        try {
            Eventually.passes(SETTLED_WITHIN, () -> {
                Problems.check(guest.token(session), 410, "session-ended");
                assertEquals(
                        EndReason.REVOKED,
                        Log.sessions(link.id().conversation()).getLast().reason());
            });
        } finally {
            // When somebody switches something off meanwhile
            SuiteInfrastructure.switchOn("redemption.globex");
            second = SecondNode.start();
        }

        // Then it is off there from the first answer on
        try {
            Link another = Link.of("globex", Instant.now().plusSeconds(600));
            guest.at(second.port())
                    .preview(another)
                    .then()
                    .statusCode(503)
                    .body("detail", equalTo("Joining is switched off for now."));
        } finally {
            SuiteInfrastructure.switchOff("redemption.globex");
        }
    }

    @Test
    void eachGuestIsPushedOnceByWhicheverNode() {
        try (PushEndpoint endpoint = new PushEndpoint()) {
            // Given
            List<Link> links = Stream.generate(Log::invite).limit(12).toList();
            links.forEach(link -> {
                Browser guest = new Browser();
                String session = guest.bound(link);
                guest.keepPush(session, guest.token(session).path("accessToken"), endpoint.subscription())
                        .then()
                        .statusCode(204);
            });

            // When
            links.forEach(link -> Log.tell(Log.waiting(link, Side.GUEST)));
            Eventually.passes(
                    SETTLED_WITHIN, () -> assertEquals(12, endpoint.pushes().size()));
            links.forEach(link -> Log.tell(Log.waiting(link, Side.GUEST)));

            // Then
            Eventually.passes(
                    SETTLED_WITHIN, () -> assertEquals(24, endpoint.pushes().size()));
        }
    }

    private static int decision(Browser browser, Link link, Response first) {
        List<Integer> statuses = new ArrayList<>(List.of(first.statusCode()));
        Eventually.passes(SETTLED_WITHIN, () -> {
            if (statuses.getLast() == 503) {
                statuses.add(browser.redeem(link).statusCode());
            }
            assertNotEquals(503, statuses.getLast());
        });
        return statuses.getLast();
    }

    private List<Browser> browsers(int count) {
        List<Browser> browsers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            browsers.add(new Browser(i % 2 == 0 ? RestAssured.port : second.port()));
        }
        return browsers;
    }

    /** Everybody redeems at once; meanwhile something happens. */
    private static List<Response> race(Link link, List<Browser> browsers, Runnable meanwhile) throws Exception {
        browsers.forEach(Browser::nonce);
        try (ExecutorService threads = Executors.newFixedThreadPool(browsers.size())) {
            List<Future<Response>> racing = browsers.stream()
                    .map(browser -> threads.submit(() -> browser.redeem(link)))
                    .toList();
            meanwhile.run();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> each : racing) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
