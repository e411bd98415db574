package io.guestchat.canary;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One invite from its beginning to its conversation's end. */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class);
    private static final int PAYLOAD_BYTES = 256;

    private final HttpClient http;
    private final CanaryConfig config;
    private final Tokens tokens;
    private final Measures measures;
    /** A new one each time: what a member has is read whenever that member connects. */
    private final String member = "canary-" + UUID.randomUUID();

    private final ConversationId conversation;
    private final Calls calls;

    Round(HttpClient http, CanaryConfig config, Tokens tokens, Measures measures) {
        this.http = http;
        this.config = config;
        this.tokens = tokens;
        this.measures = measures;
        Link link = Link.fresh();
        this.conversation = link.conversation();
        this.calls = new Calls(http, config, tokens, link);
    }

    /** @throws Failed at the first step that does; the steps behind it are not tried */
    void run() throws Failed {
        String inviteToken = step(Step.MINT, () -> calls.mint(member));
        step(Step.PREVIEW, () -> calls.preview(inviteToken));
        Calls.Session session = step(Step.REDEEM, () -> calls.redeem(inviteToken));
        boolean ended = false;
        try {
            if (config.pageUrl().isPresent()) {
                step(Step.PAGE, () -> page(config.pageUrl().get(), session));
            }
            chat(session);
            ended = true;
        } finally {
            if (!ended) {
                tidy();
            }
        }
    }

    private URI page(URI page, Calls.Session session) throws Failed {
        new GuestPage(http, config).open(page, session.relay());
        return page;
    }

    private void chat(Calls.Session session) throws Failed {
        try (Socket memberSocket = step(Step.CONNECT, this::member);
                Socket guestSocket = step(Step.CONNECT, () -> guest(session))) {
            exchange(guestSocket, memberSocket);
            exchange(memberSocket, guestSocket);
            step(Step.END, () -> end(memberSocket, guestSocket));
        }
    }

    private Socket member() throws Failed {
        return Socket.open(
                http,
                config.relayUrl(),
                config.patience(),
                nonce -> new ClientFrame.Authenticate(tokens.member(member), null));
    }

    private Socket guest(Calls.Session session) throws Failed {
        return Socket.open(
                http,
                session.relay(),
                config.patience(),
                nonce -> new ClientFrame.Authenticate(session.accessToken(), calls.relayProof(session, nonce)));
    }

    /** The first envelope of one side, and its acknowledgement by the other. */
    private void exchange(Socket from, Socket to) throws Failed {
        String payload = Base64Url.encode(Link.random(PAYLOAD_BYTES));
        RelayFrame.Deliver delivery = step(Step.SEND, () -> {
            long since = System.nanoTime();
            from.say(new ClientFrame.Send(conversation, 1, Kind.APPLICATION, payload));
            RelayFrame.Deliver arrived =
                    to.await(RelayFrame.Deliver.class, d -> d.payload().equals(payload));
            measures.message(System.nanoTime() - since);
            from.await(RelayFrame.Accepted.class, a -> a.n() == 1);
            return arrived;
        });
        step(Step.ACKNOWLEDGE, () -> {
            to.say(new ClientFrame.Ack(conversation, delivery.seq()));
            return from.await(RelayFrame.Delivered.class, d -> d.n() == 1);
        });
    }

    private RelayFrame end(Socket memberSocket, Socket guestSocket) throws Failed {
        calls.end();
        guestSocket.await(RelayFrame.Conversation.class, Round::isEnded);
        return memberSocket.await(RelayFrame.Conversation.class, Round::isEnded);
    }

    private static boolean isEnded(RelayFrame.Conversation told) {
        return told.status() == ConversationStatus.ENDED;
    }

    /** So that a failed round leaves no open conversation, if that can be helped; it would end by itself an hour later. */
    private void tidy() {
        try {
            calls.end();
        } catch (Failed e) {
            LOG.debugf("not ended conversation=%s cause=%s", conversation, e.getMessage());
        }
    }

    private <T> T step(Step step, Doing<T> doing) throws Failed {
        long since = System.nanoTime();
        try {
            T done = doing.run();
            measures.done(step, System.nanoTime() - since);
            return done;
        } catch (Failed e) {
            measures.failed(step, System.nanoTime() - since);
            LOG.warnf("a step failed step=%s conversation=%s cause=%s", step.label(), conversation, e.getMessage());
            throw e;
        }
    }

    @FunctionalInterface
    private interface Doing<T> {
        T run() throws Failed;
    }
}
