package io.guestchat.scenarios.life;

import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Nonce;
import io.guestchat.scenarios.suite.Node;
import io.guestchat.scenarios.suite.OpenSuite;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Who plays: the suite with two nodes of both services, called as behind a load balancer that gives each call to any. */
final class Cast implements AutoCloseable {
    private static final int PORT_BASE = Integer.getInteger("scenarios.life.port-base", 25_000);

    private static final int TIMES_EMPTIED = 12;
    private static final Duration BETWEEN_EMPTYINGS = Duration.ofMillis(400);

    private final OpenSuite suite;
    private final List<Node> inviteNodes;
    private final List<Node> sessionNodes;
    private final Backend backend;
    private final Nonce nonce = new Nonce();

    private Cast(OpenSuite suite) {
        this.suite = suite;
        this.inviteNodes = List.of(suite.node("invite"), suite.addNode("invite"));
        this.sessionNodes = List.of(suite.node("session"), suite.addNode("session"));
        this.backend = new Backend(suite.endpoints().tenants().getFirst());
    }

    static Cast gather() {
        OpenSuite suite = OpenSuite.start("life", PORT_BASE);
        try {
            Cast cast = new Cast(suite);
            cast.nodes().forEach(Node::awaitReady);
            return cast;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    OpenSuite suite() {
        return suite;
    }

    Backend backend() {
        return backend;
    }

    Nonce nonce() {
        return nonce;
    }

    Browser browser() {
        return new Browser(suite.endpoints().session(), nonce);
    }

    /** Where the next call to the invite-service goes. */
    String invite() {
        return any(inviteNodes).url();
    }

    /** Where the next call to the session-service goes. */
    String session() {
        return any(sessionNodes).url();
    }

    /** Makes it happen, and returns when what was ended runs again; consumers may still be on their way back. */
    void suffer(Disturbance disturbance) {
        switch (disturbance) {
            case INVITE_NODE_CRASHES -> any(inviteNodes).crash();
            case SESSION_NODE_CRASHES -> any(sessionNodes).crash();
            case REDIS_IS_EMPTIED -> emptyRedisAgainAndAgain();
            case KAFKA_CRASHES -> suite.crashKafka();
        }
    }

    /** The views of so few invites are rebuilt in no time: once would rarely meet a call. */
    private void emptyRedisAgainAndAgain() {
        for (int i = 0; i < TIMES_EMPTIED; i++) {
            suite.emptyRedis();
            Life.pause(BETWEEN_EMPTYINGS);
        }
    }

    List<Node> nodes() {
        return Stream.concat(inviteNodes.stream(), sessionNodes.stream()).toList();
    }

    @Override
    public void close() {
        suite.close();
    }

    private static Node any(List<Node> nodes) {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }
}
