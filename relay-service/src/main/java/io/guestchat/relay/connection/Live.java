package io.guestchat.relay.connection;

import io.guestchat.platform.redis.RedisSubscriber;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.CloseCode;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.admission.Authentication;
import io.guestchat.relay.admission.Identity;
import io.guestchat.relay.conversation.ConversationState;
import io.guestchat.relay.conversation.MemberChannel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated connection and its conversations. It ends with 4409 when a newer one of its identity turns up, 4410 when the
 * guest's session ends, 4401 when its token expires and no new one came or its key is revoked, 4403 when it reaches for what is
 * not its own, 4429 over its rates.
 */
final class Live implements ConnectionState {
    /** Looking for a member's new conversations asks all partitions, so it is done less often. */
    private static final int SWEEPS_PER_NEWS = 10;

    private final Connection connection;
    private final Rooms rooms;
    private final Identity identity;
    private final long claim;
    private final Renewal renewal;
    private final SendWindow window;
    private final Map<ConversationId, Binding> bindings = new HashMap<>();
    private final Set<ConversationId> leftOut = new HashSet<>();
    private final Window refusals = new Window(TimeUnit.MINUTES.toNanos(1), System.nanoTime());
    private final RedisSubscriber.Channel claims =
            channel(message -> heardClaim(Long.parseLong(message.toString())), this::lookForNewer);
    private final RedisSubscriber.Channel news =
            channel(message -> heardOf(ConversationId.parse(message.toString())), this::lookForNews);
    private boolean started;
    /** A conversation opened before {@code ready} was out. */
    private boolean missedNews;

    private long sweepAt;
    private int sweeps;

    Live(Connection connection, Authentication.Authenticated authenticated, long claim) {
        this.connection = connection;
        this.rooms = connection.rooms();
        this.identity = authenticated.identity();
        this.window = new SendWindow(connection);
        this.renewal = new Renewal(connection, authenticated);
        this.claim = claim;
        this.sweepAt = nextSweep(System.nanoTime());
    }

    long claim() {
        return claim;
    }

    Connection connection() {
        return connection;
    }

    Identity identity() {
        return identity;
    }

    /** Subscribes to what concerns the identity itself. */
    Future<Void> subscribeOwn() {
        Future<Void> mine = rooms.subscriber.subscribe(rooms.claims.channel(identity), claims);
        if (identity instanceof Identity.Member m) {
            return Future.all(mine, rooms.subscriber.subscribe(MemberChannel.of(m.tenant(), m.member()), news))
                    .mapEmpty();
        }
        return mine;
    }

    Binding bind(ConversationId id) {
        Binding binding = new Binding(this, id);
        bindings.put(id, binding);
        return binding;
    }

    /** A conversation that this connection does not carry. */
    void leaveOut(ConversationId id) {
        leftOut.add(id);
        forget(id, bindings.get(id));
    }

    /** Right after {@code ready}. */
    void start(List<ConversationState> states) {
        started = true;
        for (ConversationState state : states) {
            Binding binding = bindings.get(state.id());
            if (binding != null) {
                binding.start(state);
            }
        }
        bindings.values().removeIf(this::isForgotten);
        renewal.tick();
        if (missedNews) {
            lookForNews();
        }
    }

    /** A member's conversation that is remembered no more. */
    private boolean isForgotten(Binding binding) {
        if (!binding.isUnknown()) {
            return false;
        }
        binding.end();
        if (identity instanceof Identity.Member m) {
            rooms.conversations.forget(m.tenant(), m.member(), binding.id());
        }
        return true;
    }

    void received(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Authenticate authenticate -> renewal.answered(authenticate);
            case ClientFrame.Send send -> {
                Binding binding = mine(send.conversation());
                if (binding != null) {
                    binding.send(send);
                }
            }
            case ClientFrame.Ack ack -> {
                Binding binding = mine(ack.conversation());
                if (binding != null) {
                    binding.acknowledge(ack.seq());
                }
            }
            case ClientFrame.Signal signal -> {
                Binding binding = mine(signal.conversation());
                if (binding != null) {
                    binding.signal(signal.payload());
                }
            }
        }
    }

    private @Nullable Binding mine(ConversationId id) {
        Binding binding = bindings.get(id);
        if (binding == null || binding.isUnknown()) {
            connection.close(CloseCode.FORBIDDEN);
            return null;
        }
        return binding;
    }

    SendWindow window() {
        return window;
    }

    /** A send was refused for its rate. */
    void refusedForRate() {
        if (refusals.count(System.nanoTime()) > rooms.limits.sendRefusals()) {
            connection.close(CloseCode.OVER_RATE);
        }
    }

    void roomAgain() {
        bindings.values().forEach(Binding::roomAgain);
    }

    // --- what comes from elsewhere

    private void heardClaim(long newest) {
        if (newest > claim) {
            connection.close(CloseCode.REPLACED);
        }
    }

    /** A conversation of this member opened. */
    private void heardOf(ConversationId id) {
        if (!started) {
            missedNews = true;
        }
        if (!started || bindings.containsKey(id) || leftOut.contains(id)) {
            return;
        }
        Binding binding = bind(id);
        connection.on(
                binding.subscribe().compose(v -> rooms.conversations.read(id, identity.side())),
                state -> state.ifPresentOrElse(
                        found -> {
                            connection.out().write(new RelayFrame.Conversation(id, found.status(), found.reason()));
                            binding.start(found);
                        },
                        () -> forget(id, binding)),
                e -> forget(id, binding));
    }

    private void forget(ConversationId id, @Nullable Binding binding) {
        if (binding != null) {
            bindings.remove(id, binding);
            binding.end();
        }
    }

    /** Redis forgot what this connection had registered, or messages may have been missed. */
    void registerAgain() {
        bindings.values().forEach(Binding::enter);
        sweep();
    }

    void tick(long now) {
        renewal.tick();
        bindings.values().forEach(Binding::tick);
        if (now > sweepAt) {
            sweepAt = nextSweep(now);
            sweep();
        }
    }

    private void sweep() {
        lookForNewer();
        connection.on(
                rooms.conversations.readAll(List.copyOf(bindings.keySet()), identity.side()),
                states -> states.forEach(s -> {
                    Binding binding = bindings.get(s.id());
                    if (binding != null) {
                        binding.catchUp(s);
                    }
                }),
                Live::nextTime);
        if (++sweeps % SWEEPS_PER_NEWS == 0) {
            lookForNews();
        }
    }

    private void lookForNewer() {
        connection.on(rooms.claims.newest(identity, claim), this::heardClaim, Live::nextTime);
    }

    private void lookForNews() {
        if (identity instanceof Identity.Member m) {
            connection.on(
                    rooms.conversations.of(m.tenant(), m.member()), ids -> ids.forEach(this::heardOf), Live::nextTime);
        }
    }

    private static void nextTime(Throwable e) {
        // Redis is away: the next sweep, or the reconnect, finds it
    }

    void end() {
        rooms.subscriber.unsubscribe(rooms.claims.channel(identity), claims);
        if (identity instanceof Identity.Member m) {
            rooms.subscriber.unsubscribe(MemberChannel.of(m.tenant(), m.member()), news);
        }
        bindings.values().forEach(Binding::end);
        rooms.connections.ended(identity, connection);
    }

    private RedisSubscriber.Channel channel(Consumer<Buffer> onMessage, Runnable onReconnect) {
        return new RedisSubscriber.Channel() {
            private boolean subscribed;

            /** The first is waited for; after a reconnect, messages may have been missed. */
            @Override
            public void onSubscribed() {
                connection.later(() -> {
                    if (subscribed) {
                        onReconnect.run();
                    }
                    subscribed = true;
                });
            }

            @Override
            public void onMessage(Buffer message) {
                connection.later(() -> {
                    try {
                        onMessage.accept(message);
                    } catch (InvalidValue | NumberFormatException e) {
                        // nobody of ours said this
                    }
                });
            }
        };
    }

    /** Spread, so that not all look at once. */
    private long nextSweep(long now) {
        long every = rooms.config.sweep().toNanos();
        return now + every + ThreadLocalRandom.current().nextLong(every / 2);
    }
}
