package io.guestchat.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.guestchat.local.test.LongForm;
import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.relay.envelope.SideState;
import io.guestchat.relay.envelope.Standing;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.guestchat.relay.mailbox.Acknowledgement;
import io.guestchat.relay.mailbox.Acknowledgements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What a view that was rebuilt holds is what it held before, whatever the log has: repetitions, gaps, handshakes, envelopes that one
 * side, both, or nobody has acknowledged, conversations that have ended.
 */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestKeys.class)
class RebuiltViewIT {
    private static final long SEED = Long.getLong("guestchat.seed", LongForm.asked() ? System.nanoTime() : 1);
    private static final int CONVERSATIONS = LongForm.of(12, 200);
    private static final int ENVELOPES = 60;
    private static final int ONE_IN_ENDS = 6;
    private static final Set<String> ENDED = Set.of("s", "r", "mailbox m", "mailbox g");

    @Inject
    RedisCommands redis;

    @Inject
    LogAppender log;

    @Inject
    Acknowledgements acknowledgements;

    private final Random random = new Random(SEED);

    @Test
    void aRebuiltViewIsWhatItWas() {
        // Given
        List<TestWorld> worlds = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            TestWorld world = TestWorld.redeemed();
            write(world);
            if (i % ONE_IN_ENDS == 0) {
                world.end(EndReason.LEFT);
            }
            worlds.add(world);
        }
        awaitApplied();
        List<Map<String, String>> before = worlds.stream().map(this::view).toList();

        // When
        SuiteInfrastructure.flushAll();

        // Then
        awaitApplied();
        for (int i = 0; i < CONVERSATIONS; i++) {
            assertEquals(before.get(i), view(worlds.get(i)), "seed " + SEED + ", conversation " + i);
        }
        assertFalse(before.stream().allMatch(Map::isEmpty));
    }

    /** As connections write: what is refused stands in the log, too; whoever acknowledges has been sent what he acknowledges. */
    private void write(TestWorld world) {
        Map<Side, Long> accepted = new EnumMap<>(Map.of(Side.GUEST, 0L, Side.MEMBER, 0L));
        Map<Side, List<long[]>> received = Map.of(Side.GUEST, new ArrayList<>(), Side.MEMBER, new ArrayList<>());
        for (int i = 0; i < ENVELOPES; i++) {
            Side from = random.nextInt(3) == 0 ? Side.MEMBER : Side.GUEST;
            long next = accepted.get(from) + 1;
            long n =
                    switch (random.nextInt(10)) {
                        case 0 -> Math.max(1, next - 1);
                        case 1 -> next + 1;
                        default -> next;
                    };
            Kind kind = random.nextInt(6) == 0 ? Kind.HANDSHAKE : Kind.APPLICATION;
            long seq = world.append(from, n, kind, new byte[] {(byte) i});
            if (n == next) {
                accepted.put(from, n);
                received.get(from.other()).add(new long[] {seq, n});
                if (kind == Kind.HANDSHAKE) {
                    received.get(from).add(new long[] {seq, 0});
                }
            }
        }
        for (Side side : Side.values()) {
            // All of it in one conversation of three, nothing in another, a part in the third.
            int share = random.nextInt(3);
            List<long[]> mine = received.get(side);
            int count = share == 2 ? random.nextInt(mine.size() + 1) : share * mine.size();
            if (count > 0) {
                long peerN = mine.subList(0, count).stream()
                        .mapToLong(each -> each[1])
                        .max()
                        .orElseThrow();
                // a byte each
                acknowledge(world, side, mine.get(count - 1)[0], peerN, accepted.get(side), count);
            }
        }
    }

    private void acknowledge(TestWorld world, Side side, long seq, long peerN, long ownN, long bytes) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        Acknowledgement ack = new Acknowledgement(world.conversation, side, seq, peerN, ownN, bytes);
        acknowledgements.append(log.slot(world.conversation), ack, failure -> {
            if (failure == null) {
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
        written.join();
    }

    private void awaitApplied() {
        for (LogTopic topic : LogTopic.values()) {
            TestLog.ends(topic.topic())
                    .forEach((partition, end) -> TestLog.await(() -> assertEquals(
                            Long.toString(end),
                            String.valueOf(ask(Request.cmd(Command.HGET)
                                    .arg(new Slot(partition).position())
                                    .arg(topic.field()))),
                            topic + " " + partition)));
        }
    }

    /** The conversation's hash and both mailboxes; but for since when they are to be kept. */
    private Map<String, String> view(TestWorld world) {
        Slot slot = log.slot(world.conversation);
        Map<String, String> view = new TreeMap<>();
        Response hash = ask(Request.cmd(Command.HGETALL).arg(slot.conversation(world.conversation)));
        for (String field : hash.getKeys()) {
            view.put(field, hash.get(field).toString());
        }
        Standing standing = Standing.read(ask(Request.cmd(Command.GET).arg(slot.standing(world.conversation))));
        view.put("s", String.valueOf(standing.status()));
        view.put("o", Long.toString(standing.openedAt()));
        for (Side side : Side.values()) {
            String letter = Slot.letter(side);
            SideState state = standing.of(side);
            view.put(
                    letter,
                    List.of(
                                    state.n(),
                                    state.acknowledged(),
                                    state.last(),
                                    state.delivered(),
                                    state.rested(),
                                    state.base(),
                                    state.count(),
                                    state.bytes())
                            .toString());
            Response mailbox = ask(Request.cmd(Command.XRANGE)
                    .arg(slot.mailbox(world.conversation, side))
                    .arg("-")
                    .arg("+"));
            view.put("mailbox " + letter, mailbox.toString());
        }
        if (standing.status() == ConversationStatus.ENDED) {
            view.keySet().retainAll(ENDED); // nothing is sent or received there any more
        }
        return view;
    }

    private Response ask(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
