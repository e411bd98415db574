package io.guestchat.scenarios.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.suite.Endpoints;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.ErrorCode;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Http;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.caller.Nonce;
import io.guestchat.scenarios.trace.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** One conversation, both sides connected, of a member who has no other; envelopes wait in both mailboxes. */
final class Chat implements AutoCloseable {
    private static final Duration INVITE_LIFE = Duration.ofHours(1);
    private static final int ENVELOPES_EACH = 3;
    private static final int REBUILDING = 503;

    private final Endpoints at;
    private final Backend backend;
    private final Nonce nonce = new Nonce();
    private final Browser browser;
    private final String member = "member-" + UUID.randomUUID();
    private final Link link = Link.fresh();
    private final String text = "envelope of " + UUID.randomUUID();
    private final String sessionId;
    private final String accessToken;
    private final String guestsRelay;
    private final String membersRelay;
    private final Socket guestsSocket;
    private final Socket membersSocket;

    /** Invited, redeemed, connected to these relays, and written in by both; nothing is acknowledged. */
    Chat(Endpoints at, String guestsRelay, String membersRelay) {
        this.at = at;
        this.guestsRelay = guestsRelay;
        this.membersRelay = membersRelay;
        this.backend = new Backend(at.tenants().getFirst());
        this.browser = new Browser(at.session(), nonce);
        String token = answered(201, () -> backend.create(at.invite(), member, link, INVITE_LIFE.toSeconds()))
                .text("token");
        nonce.heard(answered(200, () -> Browser.preview(at.session(), link, token)));
        Answer session = answered(201, () -> browser.redeem(at.session(), link, token));
        this.sessionId = session.text("sessionId");
        this.accessToken = session.text("accessToken");
        this.guestsSocket = asGuest();
        guestsSocket.next(RelayFrame.Ready.class);
        this.membersSocket = asMember();
        awaitOpen();
        write(guestsSocket);
        write(membersSocket);
    }

    /** What all its envelopes hold. */
    Marker marker() {
        return Marker.of(text);
    }

    /** Ends it; answers when the service has said that it is done. */
    void end(Ending ending) {
        answered(204, () -> switch (ending) {
            case THE_GUEST_LEAVES -> browser.leave(at.session(), sessionId, accessToken);
            case THE_BACKEND_ENDS_THE_CONVERSATION -> backend.end(at.session(), link.id());
            case THE_BACKEND_REVOKES_THE_INVITE -> backend.revoke(at.invite(), link.id());
        });
    }

    /** Waits until both are told what they should be. */
    void awaitTold(Ending ending) {
        RelayFrame.Conversation ended = new RelayFrame.Conversation(id(), ConversationStatus.ENDED, ending.reason());
        assertEquals(ended, membersSocket.next(RelayFrame.Conversation.class));
        assertEquals(ended, guestsSocket.next(RelayFrame.Conversation.class));
        assertEquals(CloseCode.ENDED.code(), guestsSocket.closeCode());
    }

    /** Waits until both have been delivered all that waits for them. */
    void assertDelivered() {
        assertDeliveredTo(guestsSocket);
        assertDeliveredTo(membersSocket);
    }

    /** Whatever either does about it: it stays over. */
    void assertOver() {
        membersSocket.say(send(ENVELOPES_EACH + 1));
        assertEquals(
                ErrorCode.NOT_OPEN, membersSocket.next(RelayFrame.Error.class).code());
        try (Socket again = asGuest()) {
            assertEquals(CloseCode.ENDED.code(), again.closeCode());
        }
        try (Socket again = asMember()) {
            RelayFrame.Position position =
                    again.next(RelayFrame.Ready.class).conversations().getFirst();
            assertEquals(id(), position.id());
            assertEquals(ConversationStatus.ENDED, position.status());
        }
        Answer refused = answered(410, () -> browser.refresh(at.session(), sessionId));
        assertEquals("urn:guestchat:problem:session-ended", refused.text("type"));
    }

    /** A member who comes again is given what waits. */
    void assertWaits() {
        try (Socket again = asMember()) {
            assertDeliveredTo(again);
        }
    }

    @Override
    public void close() {
        guestsSocket.close();
        membersSocket.close();
    }

    private Socket asGuest() {
        return Socket.open(
                guestsRelay,
                challenge -> new ClientFrame.Authenticate(
                        accessToken, browser.relayProof(guestsRelay, challenge, accessToken)));
    }

    private Socket asMember() {
        return Socket.open(membersRelay, challenge -> new ClientFrame.Authenticate(backend.memberToken(member), null));
    }

    /** One redeemed a moment ago may follow behind {@code ready}. */
    private void awaitOpen() {
        if (membersSocket.next(RelayFrame.Ready.class).conversations().isEmpty()) {
            assertEquals(id(), membersSocket.next(RelayFrame.Conversation.class).id());
        }
    }

    private void write(Socket from) {
        for (int n = 1; n <= ENVELOPES_EACH; n++) {
            from.say(send(n));
        }
        while (from.next(RelayFrame.Accepted.class).n() < ENVELOPES_EACH) {
            // cumulative
        }
    }

    private ClientFrame.Send send(long n) {
        String payload = Base64Url.encode((text + ' ' + n).getBytes(StandardCharsets.UTF_8));
        return new ClientFrame.Send(id(), n, Kind.APPLICATION, payload);
    }

    private static void assertDeliveredTo(Socket socket) {
        for (int n = 1; n <= ENVELOPES_EACH; n++) {
            assertEquals(n, socket.next(RelayFrame.Deliver.class).n());
        }
    }

    private ConversationId id() {
        return ConversationId.parse(link.id());
    }

    /** The test before may have emptied Redis: while a view is rebuilt, services say so. */
    private static Answer answered(int status, Supplier<HttpRequest> call) {
        try {
            Answer answer = Http.send(call.get());
            while (answer.status() == REBUILDING) {
                answer = Http.send(call.get());
            }
            assertEquals(status, answer.status(), () -> "of " + call.get().uri());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
