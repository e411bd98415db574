package io.guestchat.scenarios.faults;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.history.Event;
import io.guestchat.scenarios.history.HistoryWriter;
import io.guestchat.scenarios.history.RunClock;
import io.guestchat.scenarios.relay.Credential;
import io.guestchat.scenarios.relay.DurableClient;
import io.guestchat.scenarios.relay.GuestCredential;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.RelaySocket;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Conversations that go on all the time, in both directions, on clients that come and go. All on one event loop. */
final class Workload implements AutoCloseable {
    private static final int CONVERSATIONS_PER_MEMBER = 4;
    /** With more than this unsent an application waits. */
    private static final int PATIENCE = 40;
    /** One in so many is a handshake, which both sides get. */
    private static final int HANDSHAKE_ONE_IN = 20;

    private static final int SHORTEST_BODY = 24;
    private static final int LONGEST_BODY = 1_200;

    /**
     * How lively it is.
     *
     * @param conversations how many
     * @param betweenMessages of one side of one conversation, on average
     * @param betweenDisconnects of one client, on average; zero: never
     * @param habits of each client
     */
    record Pace(int conversations, Duration betweenMessages, Duration betweenDisconnects, Habits habits) {}

    private record Client(DurableClient device, List<ConversationId> conversations, HistoryWriter history) {}

    private final Pace pace;
    private final RunClock clock;
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Random random;
    private final List<Client> clients = new ArrayList<>();
    private boolean talking;

    private Workload(Pace pace, RunClock clock, long seed) {
        this.pace = pace;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /**
     * Opens the conversations and connects their clients; returns when all are ready.
     *
     * @param histories takes a history for each client
     */
    static Workload start(Rig rig, Pace pace, Path histories, RunClock clock, long seed) {
        Workload workload = new Workload(pace, clock, seed);
        try {
            workload.populate(rig, histories);
            workload.connect();
            return workload;
        } catch (RuntimeException e) {
            workload.close();
            throw e;
        }
    }

    /** From now on everybody says something now and then, and some leave and come back. */
    void talk() {
        run(() -> {
            talking = true;
            for (Client client : clients) {
                client.conversations()
                        .forEach(conversation -> later(pace.betweenMessages(), () -> say(client, conversation)));
                if (!pace.betweenDisconnects().isZero()) {
                    later(pace.betweenDisconnects(), () -> leave(client));
                }
            }
        });
    }

    /** This share of all clients loses its network, without the relays hearing of it. */
    void abandon(double share) {
        run(() -> clients.stream().filter(client -> random.nextDouble() < share).forEach(client -> client.device()
                .reconnect(false)));
    }

    /** From now on nobody says anything new. */
    void hush() {
        run(() -> talking = false);
    }

    /**
     * Nobody says anything new; waits until all that was said has arrived and is acknowledged, or nothing has moved any more for
     * a while.
     *
     * @return whether all has arrived
     */
    boolean drain(Duration unmoved) {
        hush();
        long progress = -1;
        while (true) {
            long before = progress;
            if (await(unmoved, () -> areSettled() || progress() > before)) {
                if (ask(this::areSettled)) {
                    return true;
                }
                progress = ask(this::progress);
            } else {
                return false;
            }
        }
    }

    private boolean areSettled() {
        return clients.stream().allMatch(client -> client.device().isSettled());
    }

    private long progress() {
        return clients.stream().mapToLong(client -> client.device().progress()).sum();
    }

    /** All connect once more, to see whether anything comes back, and leave. The histories are complete then. */
    void finish() {
        run(() -> clients.forEach(client -> client.history()
                .add(new Event.Drained(clock.micros(), client.device().isSettled()))));
        run(() -> clients.forEach(client -> client.device().reconnect(true)));
        Pause.millis(500);
        await(Duration.ofSeconds(20), () -> clients.stream()
                .allMatch(client -> client.device().isReady()));
        Pause.millis(1_000);
        run(() -> clients.forEach(client -> client.device().stop()));
    }

    @Override
    public void close() {
        run(() -> clients.forEach(client -> client.device().stop()));
        vertx.close(); // sockets that were given up without a word may keep it waiting
        clients.forEach(client -> client.history().close());
    }

    private void connect() {
        run(() -> clients.forEach(client -> client.device().start()));
        if (!await(Duration.ofSeconds(60), () -> clients.stream()
                .allMatch(client -> client.device().isReady()))) {
            throw new IllegalStateException("not all clients are ready");
        }
    }

    private void populate(Rig rig, Path histories) {
        DurableClient.World world = new DurableClient.World(vertx, RelaySocket.client(vertx), rig.relayUrls(), random);
        Issuer issuer = rig.issuer();
        String run = UUID.randomUUID().toString(); // else they had the conversations of earlier runs, too
        List<Issuer.Session> all = new ArrayList<>();
        for (int first = 0; first < pace.conversations(); first += CONVERSATIONS_PER_MEMBER) {
            String name = "member-" + (1 + first / CONVERSATIONS_PER_MEMBER);
            String member = name + "-" + run;
            List<Issuer.Session> sessions = IntStream.range(
                            first, Math.min(pace.conversations(), first + CONVERSATIONS_PER_MEMBER))
                    .mapToObj(i -> issuer.newSession(member, GuestCredential.newKey()))
                    .toList();
            add(world, histories, name, "member", sessions, new MemberCredential(issuer.tenant(), member));
            for (int i = 0; i < sessions.size(); i++) {
                Issuer.Session session = sessions.get(i);
                add(
                        world,
                        histories,
                        "guest-" + (1 + first + i),
                        "guest",
                        List.of(session),
                        new GuestCredential(
                                session.browserKey(),
                                rig.issuer().relayUrl(),
                                () -> Future.succeededFuture(issuer.accessToken(session))));
            }
            all.addAll(sessions);
        }
        issuer.open(rig.bootstrapServers(), all);
    }

    private void add(
            DurableClient.World world,
            Path histories,
            String name,
            String side,
            List<Issuer.Session> sessions,
            Credential credential) {
        HistoryWriter history = HistoryWriter.create(histories, name);
        List<ConversationId> conversations =
                sessions.stream().map(Issuer.Session::conversation).toList();
        history.add(new Event.Began(
                clock.micros(),
                name,
                side,
                conversations.stream().map(ConversationId::value).toList()));
        DurableClient device =
                new DurableClient(world, credential, conversations, pace.habits(), new WrittenJournal(history, clock));
        clients.add(new Client(device, conversations, history));
    }

    private void say(Client client, ConversationId conversation) {
        if (!talking) {
            return;
        }
        if (client.device().waiting(conversation) < PATIENCE) {
            byte[] body = new byte[random.nextInt(SHORTEST_BODY, LONGEST_BODY)];
            random.nextBytes(body);
            Kind kind = random.nextInt(HANDSHAKE_ONE_IN) == 0 ? Kind.HANDSHAKE : Kind.APPLICATION;
            client.device().say(conversation, kind, Base64Url.encode(body));
        }
        later(pace.betweenMessages(), () -> say(client, conversation));
    }

    private void leave(Client client) {
        if (talking) {
            client.device().reconnect(random.nextInt(3) > 0);
            later(pace.betweenDisconnects(), () -> leave(client));
        }
    }

    /** Half as long to one and a half times as long. */
    private void later(Duration average, Runnable action) {
        long ms = average.toMillis() / 2 + random.nextLong(Math.max(1, average.toMillis()));
        vertx.setTimer(1 + ms, t -> action.run());
    }

    private boolean await(Duration within, BooleanSupplier condition) {
        return Pause.until(within, () -> ask(condition::getAsBoolean));
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() -> answer.complete(question.get()));
        return answer.join();
    }

    private void run(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(v -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }
}
