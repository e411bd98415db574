package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.Partitions;
import io.guestchat.platform.view.TopicView;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.RedisSeam.Gate;
import io.guestchat.session.redemption.RedemptionResource;
import io.guestchat.session.view.SessionsView;
import io.guestchat.session.view.Standings;
import io.guestchat.session.view.ViewKeys;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One invite: takes the steps that a test says, in its order, and keeps what was wrong with what came of them. */
final class InviteLife {
    /** What can happen to an invite. Of two browsers each, one and another. */
    enum Step {
        REDEEM,
        REDEEM_AT_ONCE,
        REVOKE,
        EXPIRE,
        LEAVE,
        END_BY_BACKEND,
        /** Redis loses everything. */
        WIPE,
        /** A node that had reserved it before a wipe wrote its session, and died before it could answer. */
        CRASH_AFTER_APPEND,
        /** A node wrote what it had read before the latest record. */
        STALE_WRITE,
        /** The same of the invite. */
        STALE_INVITE,
        /** One reserves, Redis loses everything, another redeems, and then one goes on. */
        REDEEM_ACROSS_A_WIPE,
        /** One has reserved and is about to write when another comes. */
        REDEEM_BESIDE_ANOTHER,
        /** The same browser twice: one call has reserved and is about to write when the other comes. */
        REDEEM_TWICE,
        /** Another has seen that it is free when one redeems it. */
        REDEEM_TOO_LATE,
        /** The log has one's session, the view has yet to see it, another redeems. */
        REDEEM_UNSEEN,
        /** It was revoked, the view has yet to see it, another redeems. */
        REVOKE_UNSEEN,
        /** Redis loses everything; the view has the invite again, and not its session, when a page looks. */
        PREVIEW_DURING_REBUILD
    }

    /** What must never be. */
    enum Fault {
        /** Two sessions, or one for two browsers. */
        GIVEN_TWICE,
        /** Bound anew after it was revoked, or at all after its conversation had ended. */
        GIVEN_ALTHOUGH_OVER,
        /** Shown as one that is still to be had after somebody was told that it is theirs. */
        USED_BUT_SHOWN_AS_NEW,
        /**
         * The log has a session that nobody could get: a second one, although Redis lost nothing while it was being made, or one of
         * an invite that was revoked before.
         */
        WRITTEN_IN_VAIN
    }

    static final int BROWSERS = 4;

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final Executor THREADS = call -> Thread.ofVirtual().start(call);

    private static final LuaScript RESERVE = LuaScript.of(RedemptionResource.class, "reserve.lua");
    private static final LuaScript INVITES = TopicView.applying(LuaScript.of(SessionsView.class, "invites.lua"));
    private static final LuaScript SESSIONS = TopicView.applying(LuaScript.of(SessionsView.class, "sessions.lua"));

    private final RedisSeam seam;
    private final Link link = Log.invite();
    private final ConversationId conversation = link.id().conversation();
    private final List<Browser> browsers =
            IntStream.range(0, BROWSERS).mapToObj(i -> new Browser()).toList();
    private final List<Step> taken = new ArrayList<>();
    private final Set<String> sessions = new HashSet<>();
    private final Set<Browser> owners = new HashSet<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    /** Of nodes that crashed. */
    private final Set<String> foreign = new HashSet<>();

    private final Set<String> beforeRevocation = new HashSet<>();
    /** Each may have left a session in the log that came too late. */
    private int acrossWipes;

    private boolean revoked;
    private boolean ended;

    InviteLife(RedisSeam seam) {
        this.seam = seam;
        browsers.forEach(Browser::nonce);
        awaitSeen();
    }

    /** Takes a step; {@code one} and {@code another} are numbers of browsers, and made different. */
    void take(Step step, int one, int another) throws Exception {
        taken.add(step);
        take(step, browsers.get(one), browsers.get(one == another ? (one + 1) % BROWSERS : another));
    }

    /** What was wrong in all that was answered and written, to the last: once everybody was told what has become of it. */
    Set<Fault> faults() {
        awaitSeen();
        browsers.forEach(this::decided);
        List<String> written = written();
        long inVain = written.stream()
                .filter(id -> !foreign.contains(id))
                .filter(id -> !id.equals(written.getFirst()) || (revoked && !beforeRevocation.contains(id)))
                .count();
        require(inVain <= acrossWipes, Fault.WRITTEN_IN_VAIN);
        return faults;
    }

    /** Of all that were written, the first is the session; nobody was told another, and compaction will keep no other. */
    void requireTheFirstInTheLogStands() {
        Eventually.passes(SETTLED_WITHIN, () -> {
            List<SessionRecord> records = Log.sessions(conversation);
            if (records.isEmpty()) {
                assertEquals(Set.of(), sessions);
                return;
            }
            String first = records.getFirst().sessionId().value();
            sessions.forEach(told -> assertEquals(first, told, taken::toString));
            assertEquals(first, records.getLast().sessionId().value(), taken::toString);
            SessionRecord end = records.stream()
                    .filter(r -> r.sessionId().value().equals(first) && r.endedAt() != null)
                    .findFirst()
                    .orElse(null);
            if (end != null) {
                assertEquals(end.endedAt(), records.getLast().endedAt(), taken::toString);
            }
        });
    }

    @Override
    public String toString() {
        return taken + " gave " + sessions + " to " + owners.size() + ", " + faults;
    }

    private void take(Step step, Browser one, Browser another) throws Exception {
        switch (step) {
            case REDEEM -> redeem(one);
            case REDEEM_AT_ONCE -> redeemAtOnce();
            case REVOKE -> revoke();
            case EXPIRE -> Log.tell(link, InviteStatus.EXPIRED);
            case LEAVE -> leave(one);
            case END_BY_BACKEND -> end();
            case WIPE -> SuiteInfrastructure.flushAll();
            case CRASH_AFTER_APPEND -> crashAfterAppend(one);
            case STALE_WRITE -> Log.sessions(conversation).stream().findFirst().ifPresent(Sessions::tell);
            case STALE_INVITE -> Log.tell(link, InviteStatus.ACTIVE);
            case REDEEM_ACROSS_A_WIPE -> redeemAcrossAWipe(one, another);
            case REDEEM_BESIDE_ANOTHER -> redeemBesideAnother(one, another);
            case REDEEM_TWICE -> redeemBeside(one, () -> redeem(one));
            case REDEEM_TOO_LATE -> redeemTooLate(one, another);
            case REDEEM_UNSEEN -> redeemUnseen(one, another);
            case REVOKE_UNSEEN -> revokeUnseen(another);
            case PREVIEW_DURING_REBUILD -> previewDuringRebuild(another);
        }
    }

    /** Waits until the view has all that the log has. */
    private void awaitSeen() {
        Standings standings = bean(Standings.class);
        Eventually.passes(
                SETTLED_WITHIN,
                () -> assertTrue(standings.haveAllInvitesOf(conversation) && standings.haveAllOf(conversation)));
    }

    /** The sessions in the log, by their ids, in its order. */
    private List<String> written() {
        return Log.sessions(conversation).stream()
                .map(record -> record.sessionId().value())
                .distinct()
                .toList();
    }

    private void redeem(Browser browser) {
        note(browser, browser.redeem(link));
    }

    /** Asks until it is told yes or no. */
    private void decided(Browser browser) {
        Eventually.passes(SETTLED_WITHIN, () -> {
            Response answer = browser.redeem(link);
            assertNotEquals(503, answer.statusCode());
            note(browser, answer);
        });
    }

    private void note(Browser browser, Response answer) {
        if (answer.statusCode() == 200 || answer.statusCode() == 201) {
            sessions.add(answer.path("sessionId"));
            owners.add(browser);
            require(sessions.size() == 1 && owners.size() == 1, Fault.GIVEN_TWICE);
            require(!ended && !(revoked && answer.statusCode() == 201), Fault.GIVEN_ALTHOUGH_OVER);
        } else {
            assertTrue(List.of(410, 503).contains(answer.statusCode()), answer::asString);
        }
    }

    private void require(boolean right, Fault otherwise) {
        if (!right) {
            faults.add(otherwise);
        }
    }

    private void redeemAtOnce() {
        List<CompletableFuture<Response>> racing = browsers.stream()
                .map(browser -> later(() -> browser.redeem(link)))
                .toList();
        IntStream.range(0, BROWSERS)
                .forEach(i -> note(browsers.get(i), racing.get(i).join()));
    }

    private void revoke() {
        Log.tell(link, InviteStatus.REVOKED);
        if (!revoked) {
            beforeRevocation.addAll(written());
        }
        revoked = true;
    }

    private void leave(Browser browser) {
        Response answer = browser.redeem(link);
        note(browser, answer);
        if (answer.statusCode() < 300) {
            Response left = browser.leave(answer.path("sessionId"), answer.path("accessToken"));
            ended |= left.statusCode() == 204;
        }
    }

    private void end() {
        ended |= Backend.end("acme", link.id().value()).statusCode() == 204;
    }

    private void crashAfterAppend(Browser browser) {
        SessionRecord session = Sessions.tell(Sessions.opened(conversation, browser, Instant.now(), 3600));
        foreign.add(session.sessionId().value());
    }

    private void redeemAcrossAWipe(Browser one, Browser another) throws Exception {
        acrossWipes++;
        redeemBeside(one, () -> {
            SuiteInfrastructure.flushAll();
            decided(another);
        });
    }

    private void redeemBesideAnother(Browser one, Browser another) throws Exception {
        CompletableFuture<Response> theirs;
        try (Gate append = seam.afterNext(RESERVE)) {
            CompletableFuture<Response> mine = later(() -> one.redeem(link));
            append.awaitReached(mine);
            try (Gate next = seam.afterNext(RESERVE)) {
                theirs = later(() -> another.redeem(link));
                next.awaitReached(theirs);
            }
            append.close();
            note(one, mine.join());
        }
        note(another, theirs.join());
    }

    /** Has something done while {@code one} has reserved and not yet written. */
    private void redeemBeside(Browser one, Runnable beside) throws Exception {
        CompletableFuture<Response> mine;
        try (Gate append = seam.afterNext(RESERVE)) {
            mine = later(() -> one.redeem(link));
            append.awaitReached(mine);
            beside.run();
        }
        note(one, mine.join());
    }

    private void redeemTooLate(Browser one, Browser another) throws Exception {
        CompletableFuture<Response> late;
        try (Gate reserve = seam.beforeNext(RESERVE)) {
            late = later(() -> another.redeem(link));
            reserve.awaitReached(late);
            redeem(one);
        }
        note(another, late.join());
    }

    private void redeemUnseen(Browser one, Browser another) throws Exception {
        CompletableFuture<Response> blind;
        try (Gate tried = seam.afterNext(RESERVE);
                Gate apply = seam.beforeEach(SESSIONS)) {
            crashAfterAppend(one);
            blind = later(() -> another.redeem(link));
            tried.awaitReached(blind);
        }
        note(another, blind.join());
    }

    /** The view sees it once {@code browser} was answered, or has tried twice to reserve. */
    private void revokeUnseen(Browser browser) throws Exception {
        CompletableFuture<Response> blind;
        try (Gate apply = seam.beforeEach(INVITES);
                Gate tried = seam.afterNext(RESERVE)) {
            revoke();
            blind = later(() -> browser.redeem(link));
            tried.awaitReached(blind);
            try (Gate again = seam.afterNext(RESERVE)) {
                tried.close();
                again.awaitReached(blind);
                apply.close();
            }
        }
        note(browser, blind.join());
    }

    private void previewDuringRebuild(Browser browser) {
        try (Gate apply = seam.beforeEach(SESSIONS)) {
            SuiteInfrastructure.flushAll();
            String invite = new ViewKeys(bean(Partitions.class).of(conversation.value())).invite(link.id());
            Eventually.passes(
                    SETTLED_WITHIN,
                    () -> assertEquals(
                            1,
                            Await.answer(seam.send(Request.cmd(Command.EXISTS).arg(invite)))
                                    .toInteger()));
            Response answer = browser.preview(link);
            require(
                    sessions.isEmpty() || answer.statusCode() != 200 || answer.<Boolean>path("redeemed"),
                    Fault.USED_BUT_SHOWN_AS_NEW);
        }
    }

    private static CompletableFuture<Response> later(Supplier<Response> call) {
        return CompletableFuture.supplyAsync(call, THREADS);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
