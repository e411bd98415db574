package io.guestchat.images;

import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Tenant;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.caller.Answer;
import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Http;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.caller.Nonce;
import io.guestchat.scenarios.relay.Credential;
import io.guestchat.scenarios.relay.DurableClient;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.relay.Journal;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.RelaySocket;
import io.guestchat.scenarios.stage.Pause;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What people do with the services of one suite: look at the page, mint, look at a link, redeem it, connect, write to each other, and
 * end. Over and over, since what is done often is what is worth remembering.
 */
final class Story {
    private static final int MESSAGE_BYTES = 256;
    private static final long INVITE_SECONDS = 3_600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Habits HABITS = new Habits(Duration.ofMillis(50), 0, Duration.ofSeconds(20));

    private final Endpoints at;
    private final int chats;
    private final int messages;
    private final Tenant tenant;
    private final Backend backend;
    private final Nonce nonce = new Nonce();

    /**
     * @param chats how many
     * @param messages of each side of each
     */
    Story(Endpoints at, int chats, int messages) {
        this.at = at;
        this.chats = chats;
        this.messages = messages;
        this.tenant = at.tenants().getFirst();
        this.backend = new Backend(tenant);
    }

    private record Chat(ConversationId conversation, DurableClient guest, DurableClient member) {}

    /**
     * Plays it to its end.
     *
     * @throws IllegalStateException when a service does not do its part
     */
    void play() {
        Vertx vertx = Vertx.vertx();
        Context loop = vertx.getOrCreateContext();
        DurableClient.World world = new DurableClient.World(
                vertx,
                RelaySocket.client(vertx),
                at.relays().stream().map(URI::create).toList(),
                new Random(1));
        try {
            List<Chat> all = new ArrayList<>();
            for (int i = 0; i < chats; i++) {
                get(at.webGuest() + "/");
                all.add(meet(world, "member-" + i));
            }
            run(
                    loop,
                    () -> all.forEach(chat -> {
                        chat.guest().start();
                        chat.member().start();
                    }));
            write(loop, all);
            run(
                    loop,
                    () -> all.forEach(chat -> {
                        chat.guest().stop();
                        chat.member().stop();
                    }));
            all.forEach(chat ->
                    expect(204, backend.end(at.session(), chat.conversation().value())));
        } finally {
            vertx.close();
        }
    }

    /**
     * A guest who has come in.
     *
     * @param session what the session-service said then
     */
    record Guest(Browser browser, Answer session) {}

    /**
     * A member invites, and a guest comes in.
     *
     * @throws IllegalStateException when a service does not do its part
     */
    Guest invite(String member) {
        Link link = Link.fresh();
        String token = expect(201, backend.create(at.invite(), member, link, INVITE_SECONDS))
                .text("token");
        nonce.heard(asked(200, () -> Browser.preview(at.session(), link, token)));
        Browser browser = new Browser(at.session(), nonce);
        return new Guest(browser, expect(201, browser.redeem(at.session(), link, token)));
    }

    private Chat meet(DurableClient.World world, String member) {
        Guest guest = invite(member);
        Browser browser = guest.browser();
        Answer session = guest.session();
        String accessToken = session.text("accessToken");
        ConversationId conversation = ConversationId.parse(session.text("conversationId"));
        Credential credential = challenge -> Future.succeededFuture(new ClientFrame.Authenticate(
                accessToken, browser.relayProof(at.relays().getFirst(), challenge, accessToken)));
        return new Chat(
                conversation,
                device(world, credential, conversation),
                device(world, new MemberCredential(tenant, member), conversation));
    }

    private static DurableClient device(DurableClient.World world, Credential credential, ConversationId conversation) {
        return new DurableClient(world, credential, List.of(conversation), HABITS, new Journal() {});
    }

    private void write(Context loop, List<Chat> all) {
        String text = Base64Url.encode(new byte[MESSAGE_BYTES]);
        for (int n = 0; n < messages; n++) {
            run(
                    loop,
                    () -> all.forEach(chat -> {
                        chat.guest().say(chat.conversation(), Kind.APPLICATION, text);
                        chat.member().say(chat.conversation(), Kind.APPLICATION, text);
                    }));
            boolean arrived = Pause.until(
                    PATIENCE,
                    () -> ask(loop, () -> all.stream()
                            .allMatch(chat ->
                                    chat.guest().isSettled() && chat.member().isSettled())));
            if (!arrived) {
                throw new IllegalStateException("what was written has not arrived within " + PATIENCE);
            }
        }
    }

    /** Any page; whatever the answer. */
    static Answer get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static Answer expect(int status, HttpRequest call) {
        Answer answer = send(call);
        if (answer.status() != status) {
            throw new IllegalStateException(call.uri() + " answers " + answer.status());
        }
        return answer;
    }

    /** Asks until it is so: a service hears of what another one did a moment later. */
    private static Answer asked(int status, Supplier<HttpRequest> call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = send(call.get());
        while (answer.status() != status && System.nanoTime() < deadline) {
            Pause.millis(100);
            answer = send(call.get());
        }
        return answer;
    }

    private static Answer send(HttpRequest call) {
        try {
            return Http.send(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T ask(Context loop, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.runOnContext(v -> answer.complete(question.get()));
        return answer.join();
    }

    private static void run(Context loop, Runnable action) {
        ask(loop, () -> {
            action.run();
            return true;
        });
    }
}
