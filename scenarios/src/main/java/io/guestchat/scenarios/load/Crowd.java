package io.guestchat.scenarios.load;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.Side;
import io.guestchat.scenarios.relay.Credential;
import io.guestchat.scenarios.relay.GuestCredential;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.RelaySocket;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Both sides of many conversations, each on a connection of its own; all clients share one event loop. */
final class Crowd implements AutoCloseable {
    /** What one message of a chat is after encryption, as a rule. */
    private static final int PAYLOAD_BYTES = 256;

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(120);

    private final Target target;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final WebSocketClient client = RelaySocket.client(vertx, (int) CONNECTED_WITHIN.toMillis());
    private final List<Seat> seats;
    private LongConsumer onDelivery = intendedAt -> {};

    // On the event loop.
    private final List<Voice> voices = new ArrayList<>();
    private int number;

    /**
     * So many new conversations; nobody is connected yet.
     *
     * @param pairs conversations, each between a guest and a member of its own
     */
    Crowd(Target target, int pairs) {
        this.target = target;
        Issuer issuer = target.issuer();
        Random random = new Random(1);
        List<Issuer.Session> sessions = IntStream.range(0, pairs)
                .mapToObj(i -> issuer.newSession("member-" + System.nanoTime() + "-" + i, GuestCredential.newKey()))
                .toList();
        target.open(sessions);
        seats = new ArrayList<>();
        for (Issuer.Session session : sessions) {
            Times guestSaidAt = new Times();
            Times memberSaidAt = new Times();
            Credential guest = new GuestCredential(
                    session.browserKey(), issuer.relayUrl(), () -> Future.succeededFuture(issuer.accessToken(session)));
            Credential member = new MemberCredential(issuer.tenant(), session.member());
            seats.add(new Seat(session.conversation(), Side.GUEST, guest, payload(random), guestSaidAt, memberSaidAt));
            seats.add(
                    new Seat(session.conversation(), Side.MEMBER, member, payload(random), memberSaidAt, guestSaidAt));
        }
        Collections.shuffle(seats, random);
    }

    private static String payload(Random random) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        random.nextBytes(payload);
        return Base64Url.encode(payload);
    }

    /** Told of each envelope that arrives: when it was to be sent. Before anybody connects. */
    void onDelivery(LongConsumer told) {
        onDelivery = told;
    }

    /**
     * Connects both sides of all conversations.
     *
     * @param atOnce that many at the same time
     * @return how long it took until the last was let in
     * @throws IllegalStateException when one was not
     */
    Duration connect(int atOnce) {
        return connect(atOnce, seats);
    }

    /** The same of one side. */
    Duration connect(int atOnce, Side side) {
        return connect(atOnce, of(side));
    }

    private Duration connect(int atOnce, List<Seat> chosen) {
        long start = System.nanoTime();
        CompletableFuture<Void> all = new CompletableFuture<>();
        Iterator<Seat> rest = chosen.iterator();
        AtomicInteger left = new AtomicInteger(chosen.size());
        call(() -> {
            for (int i = 0; i < atOnce; i++) {
                connectNext(rest, left, all);
            }
        });
        try {
            all.orTimeout(CONNECTED_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(left + " clients were not let in", e.getCause());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void connectNext(Iterator<Seat> rest, AtomicInteger left, CompletableFuture<Void> all) {
        if (!rest.hasNext()) {
            return;
        }
        Seat seat = rest.next();
        client.connect(RelaySocket.handshake(target.url(number++, seat.conversation(), seat.side())))
                .compose(socket -> new Voice(seat, socket, onDelivery).ready())
                .onSuccess(voice -> {
                    voices.add(voice);
                    if (left.decrementAndGet() == 0) {
                        all.complete(null);
                    }
                    connectNext(rest, left, all);
                })
                .onFailure(all::completeExceptionally);
    }

    private List<Seat> of(Side side) {
        return seats.stream().filter(seat -> seat.side() == side).toList();
    }

    /** Ends all connections; returns when they are closed. */
    void leave() {
        leave(voice -> true);
    }

    /** The same of one side. */
    void leave(Side side) {
        leave(voice -> voice.seat().side() == side);
    }

    private void leave(Predicate<Voice> who) {
        Future<?> gone = ask(() -> {
            List<Voice> leaving = voices.stream().filter(who).toList();
            voices.removeAll(new HashSet<>(leaving));
            return Future.join(leaving.stream().map(Voice::close).toList());
        });
        Pause.until(CONNECTED_WITHIN, gone::isComplete);
    }

    int size() {
        return seats.size();
    }

    /** All that have been let in, and have not left; on the event loop. */
    List<Voice> voices() {
        return voices;
    }

    /** Runs on the event loop, some time. */
    void later(Runnable action) {
        loop.runOnContext(v -> action.run());
    }

    /** Runs on the event loop; returns when it is done. */
    void call(Runnable action) {
        ask(() -> {
            action.run();
            return true;
        });
    }

    /** As {@link #call}, with an answer. */
    <T> T ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.runOnContext(v -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.join();
    }

    @Override
    public void close() {
        leave();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
