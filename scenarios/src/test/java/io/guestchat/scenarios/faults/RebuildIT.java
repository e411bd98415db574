package io.guestchat.scenarios.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.local.Checkout;
import io.guestchat.local.test.LongForm;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.check.Verdict;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.ReturningClient;
import io.guestchat.scenarios.stage.Backlog;
import io.guestchat.scenarios.stage.EmptyFolder;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Redis is lost with a log behind it, while conversations go on: what was acknowledged never comes back, what was not is all there,
 * in order. Prints how long a million envelopes take.
 */
class RebuildIT {
    private static final int PORT_BASE = Integer.getInteger("scenarios.faults.port-base", 26_500) + 100;
    private static final Path FOLDER = Checkout.find().root().resolve("scenarios/target/rebuild");
    private static final int ENVELOPES = LongForm.of(20_000, 1_000_000);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Workload.Pace PACE = new Workload.Pace(
            24, Duration.ofMillis(500), Duration.ZERO, new Habits(Duration.ofMillis(300), 0, Duration.ofSeconds(6)));

    /** Of each conversation: half; and in the long form nearly all, as in a log of people who are there. */
    static IntStream acknowledged() {
        return LongForm.asked() ? IntStream.of(Backlog.EACH / 2, Backlog.EACH - 10) : IntStream.of(Backlog.EACH / 2);
    }

    @ParameterizedTest
    @MethodSource("acknowledged")
    void whatWaitedIsBackInOrderAndNothingElse(int acknowledged) {
        try (Rig rig = Rig.start(Checkout.find(), EmptyFolder.at(FOLDER.resolve("suite")), PORT_BASE)) {
            // Given
            Backlog backlog = Backlog.write(rig.issuer(), rig.bootstrapServers(), ENVELOPES, acknowledged);
            rig.run(Checkout.find().root().resolve("relay-service/target/quarkus-app"));
            try (ReturningClient before =
                    member(rig, backlog, backlog.sessions().getLast())) {
                before.awaitReady(PATIENCE);
            }

            // When
            AtomicLong took = new AtomicLong();
            Fault lost = new Fault("Redis lost", Fault.Target.REDIS, ENVELOPES + " envelopes", (r, w) -> {
                r.redis().primary().flushAll();
                took.set(rebuilt(r, backlog, acknowledged));
            });
            Verdict verdict = new FaultRun(rig, new FaultRun.Plan(FOLDER.resolve("run"), 1, PACE, FaultRun.LONG_QUIET))
                    .directed(List.of(lost));

            // Then
            System.out.println(verdict.table());
            System.out.printf(
                    Locale.ROOT,
                    "rebuilt %,d envelopes, of %d in a conversation %d acknowledged, in %.1f s: %.1f s per million%n",
                    ENVELOPES,
                    Backlog.EACH,
                    acknowledged,
                    took.get() / 1e9,
                    took.get() / 1e3 / ENVELOPES);
            assertEquals(List.of(), verdict.breaches());
        }
    }

    /** How long it takes, in ns, until a member can connect: every partition is where the log's end was then. */
    private static long rebuilt(Rig rig, Backlog backlog, int acknowledged) {
        Issuer.Session first = backlog.sessions().getFirst();
        List<ConversationId> conversations = conversations(backlog, first);
        List<Long> waiting =
                LongStream.rangeClosed(acknowledged + 1, Backlog.EACH).boxed().toList();
        long began = System.nanoTime();
        try (ReturningClient member = member(rig, backlog, first)) {
            member.awaitReady(PATIENCE);
            long took = System.nanoTime() - began;
            Map<ConversationId, List<Long>> came = member.came();
            Pause.until(PATIENCE, () -> conversations.stream()
                    .allMatch(id -> came.getOrDefault(id, List.of()).size() >= waiting.size()));
            assertEquals(Set.copyOf(conversations), came.keySet());
            came.forEach((conversation, ns) -> assertEquals(waiting, ns));
            return took;
        }
    }

    private static ReturningClient member(Rig rig, Backlog backlog, Issuer.Session one) {
        return new ReturningClient(
                rig.relayUrls(),
                new MemberCredential(rig.issuer().tenant(), one.member()),
                conversations(backlog, one));
    }

    private static List<ConversationId> conversations(Backlog backlog, Issuer.Session one) {
        return backlog.sessions().stream()
                .filter(session -> session.member().equals(one.member()))
                .map(Issuer.Session::conversation)
                .toList();
    }
}
