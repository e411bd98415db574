package io.guestchat.scenarios.end;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.suite.OpenSuite;
import io.guestchat.scenarios.trace.RedisTraces;
import io.guestchat.scenarios.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a conversation ends, both sides' sockets hear of it in time, on whichever relay, and nothing brings it back. */
class EndIT {
    private static final int PORT_BASE = Integer.getInteger("scenarios.end.port-base", 26_000);
    private static final int CONVERSATIONS = 20;
    /** Protocol, section 4: 4410 within 2 s. Counted here from the call on, not from the end that it brings about. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private static @Nullable OpenSuite suite;

    private final List<Chat> chats = new ArrayList<>();

    @BeforeAll
    static void start() {
        suite = OpenSuite.start("end", PORT_BASE, "--relays", "2");
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHearOfItInTimeAndItIsErased(Ending ending) {
        OpenSuite all = Objects.requireNonNull(suite);
        try (RedisTraces redis = new RedisTraces(all.endpoints().redis());
                Chat other = chat(all, 0)) {
            // Given conversations on the same relay and on different ones, with envelopes waiting for both sides
            chats.addAll(atOnce(IntStream.range(0, CONVERSATIONS).boxed().toList(), i -> chat(all, i)));
            chats.forEach(Chat::assertDelivered);
            List<Trace> before = redis.read();
            assertAll(chats.stream()
                    .map(chat -> () -> assertNotEquals(List.of(), chat.marker().in(before))));

            // When
            List<Duration> took = chats.stream().map(chat -> end(chat, ending)).toList();

            // Then
            Duration worst = took.stream().max(Duration::compareTo).orElseThrow();
            System.out.printf(
                    "%s: %d conversations, both sides told within %s ms%n", ending, took.size(), millis(took));
            assertTrue(worst.compareTo(TOLD_WITHIN) <= 0, () -> "the slowest took " + worst);
            assertErased(redis);

            // When Redis loses everything, and the others' views are back
            redis.flushAll();
            other.assertWaits();

            // Then what ended has not come back with them
            atOnce(chats, chat -> {
                chat.assertOver();
                return chat;
            });
            assertErased(redis);
            assertNotEquals(List.of(), other.marker().in(redis.read()));
        } finally {
            chats.forEach(Chat::close);
            all.awaitReady();
        }
    }

    private static Chat chat(OpenSuite suite, int i) {
        List<String> relays = suite.endpoints().relays();
        return new Chat(suite.endpoints(), relays.get(i % 2), relays.get(i / 2 % 2));
    }

    private static <A, B> List<B> atOnce(List<A> all, Function<A, B> doing) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return all.stream()
                    .map(each -> CompletableFuture.supplyAsync(() -> doing.apply(each), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static Duration end(Chat chat, Ending ending) {
        long called = System.nanoTime();
        chat.end(ending);
        chat.awaitTold(ending);
        return Duration.ofNanos(System.nanoTime() - called);
    }

    private void assertErased(RedisTraces redis) {
        List<Trace> kept = redis.read();
        assertAll(chats.stream()
                .map(chat -> () -> assertEquals(List.of(), chat.marker().in(kept))));
    }

    private static List<Long> millis(List<Duration> took) {
        return took.stream().map(Duration::toMillis).sorted().toList();
    }
}
