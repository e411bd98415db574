package io.guestchat.scenarios.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.suite.Endpoints;
import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.caller.Nonce;
import io.guestchat.scenarios.suite.OpenSuite;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mints and redemptions in turn. Every mint has a backend token of its own, every redemption a browser key of its own; all of
 * them are signed before the clock starts.
 */
final class Workload {
    private static final int OK = 200;
    private static final int CREATED = 201;
    /** So that no member has more invites than a real one. */
    private static final int INVITES_PER_MEMBER = 10;

    private static final Duration INVITE_LIFE = Duration.ofHours(1);

    private final OpenSuite suite;
    private final Backend backend;
    private long members;

    Workload(OpenSuite suite) {
        this.suite = suite;
        this.backend = new Backend(suite.endpoints().tenants().getFirst());
    }

    /** Mints, and the redemptions of what was minted. */
    record Round(Lap mints, Lap redemptions) {}

    /**
     * Mints that many invites and redeems each of them once.
     *
     * @param callers how many call at once
     */
    Round round(int invites, int callers) {
        Endpoints at = suite.endpoints();
        List<Link> links = Stream.generate(Link::fresh).limit(invites).toList();
        Measured mints =
                measure("invite", links.stream().map(link -> mint(at, link)).toList(), callers);
        List<String> tokens =
                mints.answers().stream().map(answer -> answer.text("token")).toList();

        Nonce nonce = nonce(at, links.getFirst(), tokens.getFirst());
        List<HttpRequest> redemptions = IntStream.range(0, invites)
                .mapToObj(i -> new Browser(at.session(), nonce).redeem(at.session(), links.get(i), tokens.get(i)))
                .toList();
        Measured redeemed = measure("session", redemptions, callers);
        Set<String> sessions = new HashSet<>();
        redeemed.answers().forEach(answer -> sessions.add(answer.text("sessionId")));
        assertEquals(invites, sessions.size(), "sessions, one for each invite");
        return new Round(mints.lap(), redeemed.lap());
    }

    /** A preview gives one, good for any browser and longer than a round takes. */
    private static Nonce nonce(Endpoints at, Link link, String token) {
        Nonce nonce = new Nonce();
        nonce.heard(ClosedLoop.run(List.of(Browser.preview(at.session(), link, token)), OK, 1)
                .answers()
                .getFirst());
        return nonce;
    }

    private HttpRequest mint(Endpoints at, Link link) {
        return backend.create(at.invite(), "member-" + members++ / INVITES_PER_MEMBER, link, INVITE_LIFE.toSeconds());
    }

    private record Measured(List<Answer> answers, Lap lap) {}

    private Measured measure(String service, List<HttpRequest> calls, int callers) {
        List<String> roles = List.of(service, "kafka", "redis");
        List<Duration> before = roles.stream().map(suite::cpu).toList();
        ClosedLoop.Outcome outcome = ClosedLoop.run(calls, CREATED, callers);
        List<Duration> used = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            used.add(suite.cpu(roles.get(i)).minus(before.get(i)));
        }
        return new Measured(outcome.answers(), Lap.of(outcome, used.get(0), used.get(1), used.get(2)));
    }
}
