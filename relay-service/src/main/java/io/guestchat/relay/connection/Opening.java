package io.guestchat.relay.connection;

import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.relay.admission.Authentication;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.conversation.ConversationState;
import io.guestchat.relay.log.CaughtUpView;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From a known identity to {@code ready}. The order matters: claim to be the newest; subscribe, so that nothing is missed from
 * here on; wait until the view of its conversations has reached the log's end; only then read.
 */
final class Opening {
    private final Connection connection;
    private final Rooms rooms;
    private final Identity identity;
    private final Authentication.Authenticated authenticated;

    Opening(Connection connection, Authentication.Authenticated authenticated) {
        this.connection = connection;
        this.rooms = connection.rooms();
        this.identity = authenticated.identity();
        this.authenticated = authenticated;
    }

    void start() {
        then(rooms.claims.claim(identity), this::claimed);
    }

    private void claimed(long claim) {
        Live live = new Live(connection, authenticated, claim);
        connection.opening(live);
        if (!rooms.connections.enter(identity, connection, claim)) {
            connection.close(CloseCode.REPLACED);
            return;
        }
        Future<Void> own = live.subscribeOwn();
        switch (identity) {
            case Identity.Guest guest -> {
                ConversationId id = guest.conversation();
                Future<CaughtUpView> view =
                        rooms.barrier.await(rooms.conversations.slot(id).partition());
                then(Future.all(own, live.bind(id).subscribe(), view), v -> read(live, view.result(), List.of(id)));
            }
            // Which conversations it has, the sessions say; a partition without any of them does not hold it up.
            case Identity.Member member ->
                then(
                        own.compose(v -> rooms.barrier.awaitSessions()),
                        view -> then(
                                rooms.conversations.of(view, member.tenant(), member.member()),
                                found -> subscribeAll(live, found)));
        }
    }

    private void subscribeAll(Live live, List<ConversationId> ids) {
        List<Future<Void>> subscriptions = new ArrayList<>(ids.size());
        Set<Integer> partitions = new HashSet<>();
        for (ConversationId id : ids) {
            subscriptions.add(live.bind(id).subscribe());
            partitions.add(rooms.conversations.slot(id).partition());
        }
        Future<CaughtUpView> view = rooms.barrier.await(partitions);
        then(Future.all(Future.join(subscriptions), view), v -> read(live, view.result(), ids));
    }

    private void read(Live live, CaughtUpView view, List<ConversationId> ids) {
        then(rooms.claims.newest(identity, live.claim()), newest -> {
            if (newest > live.claim()) {
                connection.close(CloseCode.REPLACED);
            } else {
                then(
                        rooms.conversations.readAll(view, ids, identity.side()),
                        states -> ready(live, carried(live, states)));
            }
        });
    }

    /** Of a member who has more than one connection may carry: the open ones first, and of those the newest. */
    private List<ConversationState> carried(Live live, List<ConversationState> states) {
        int most = rooms.limits.conversationsPerMember();
        if (states.size() <= most) {
            return states;
        }
        List<ConversationState> sorted = states.stream()
                .sorted(Comparator.comparing(ConversationState::isOpen)
                        .thenComparing(ConversationState::openedAt)
                        .reversed())
                .toList();
        sorted.subList(most, sorted.size()).forEach(left -> live.leaveOut(left.id()));
        return sorted.subList(0, most);
    }

    private void ready(Live live, List<ConversationState> states) {
        if (identity instanceof Identity.Guest guest) {
            if (states.isEmpty()) {
                // Redeemed this moment, or forgotten: its session-service knows which, at the next token.
                connection.close(CloseCode.TRY_AGAIN_LATER);
                return;
            }
            if (!states.getFirst().session().equals(guest.session().value())) {
                connection.close(CloseCode.FORBIDDEN);
                return;
            }
            if (!states.getFirst().isOpen()) {
                connection.close(CloseCode.ENDED);
                return;
            }
        }
        connection
                .out()
                .write(new RelayFrame.Ready(
                        identity.side(),
                        states.stream()
                                .map(s -> new RelayFrame.Position(
                                        s.id(), s.status(), s.accepted(), s.delivered(), s.acked()))
                                .toList(),
                        new RelayFrame.Limits(
                                Limits.FRAME_BYTES,
                                Limits.PAYLOAD_BYTES,
                                Limits.SIGNAL_BYTES,
                                rooms.limits.unconfirmedSends(),
                                rooms.limits.sendBurst(),
                                rooms.limits.sendRate())));
        connection.live(live, states);
    }

    private <T> void then(Future<T> future, Consumer<T> next) {
        connection.on(future, next, e -> connection.close(CloseCode.TRY_AGAIN_LATER));
    }
}
