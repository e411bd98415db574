package io.guestchat.platform.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.local.test.SuiteInfrastructure;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.signing.TestSigningKeys;
import io.guestchat.protocol.topic.TopicNames;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.Record;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestSigningKeys.class)
class LogViewIT {
    private static final long TIMEOUT_MS = 20_000;

    @Inject
    LettersView letters;

    @Inject
    LogWriter writer;

    @Inject
    KafkaClientService kafka;

    @Channel("letters-out")
    Emitter<Record<String, byte[]>> connectsTheChannel;

    @Inject
    Partitions partitions;

    @Inject
    RedisCommands redis;

    private final String key = UUID.randomUUID().toString();
    private final List<String> written = new ArrayList<>();

    @BeforeEach
    void wholeView() {
        awaitLive();
    }

    @Test
    void holdsWhatWasWrittenInTheOrderOfTheLog() {
        write(100);
        assertEquals(written, tail());
    }

    @Test
    void isRebuiltFromTheBeginningWhenRedisIsWipedWithNoTrafficAtAll() {
        // Given
        write(150);
        List<String> before = list();
        // When
        SuiteInfrastructure.flushAll();
        // Then
        awaitLive();
        assertEquals(before, list());
        assertEquals(written, tail());
    }

    @Test
    void isWholeOnTheNodeThatTakesItOverWithNoTrafficAtAll() {
        // Given
        write(1);

        // When
        kafka.<String, byte[]>getConsumer("letters")
                .runOnPollingThread(consumer -> {
                    letters.onPartitionsRevoked(consumer, consumer.assignment());
                    letters.onPartitionsAssigned(consumer, consumer.assignment());
                })
                .await()
                .atMost(Duration.ofMillis(TIMEOUT_MS));

        // Then
        eventually(() -> {
            if (letters.view().livePartitions() < SuiteInfrastructure.PARTITIONS) {
                throw new IllegalStateException("not all are whole");
            }
        });
    }

    @Test
    void neitherLosesNorDoublesWhatIsWrittenWhileRedisIsWiped() {
        // Given
        write(120);
        int before = list().size();
        // When
        for (int i = 0; i < 3; i++) {
            append(40);
            SuiteInfrastructure.flushAll();
        }
        write(10);
        // Then
        awaitLive();
        assertEquals(before + 130, list().size());
        assertEquals(written, tail());
    }

    @Test
    void goesOnAfterARestartOfRedis() {
        // Given
        write(20);
        // When
        SuiteInfrastructure.stopRedis();
        assertThrows(CompletionException.class, () -> await(letters.view().live()));
        append(20);
        SuiteInfrastructure.startRedis();
        // Then
        write(1);
        awaitLive();
        assertEquals(written, tail());
    }

    @Test
    void aReplacedOwnersBatchChangesNothing() {
        // Given
        write(5);
        String applied = letters.view().appliedKey(partition());
        List<String> before = list();
        // When
        Response answer = await(redis.eval(
                LettersView.APPLY,
                List.of(applied, LettersView.listKey(partition())),
                List.of("an offset of long ago", "99999", "stale")));
        // Then
        assertEquals(0, answer.toInteger());
        assertEquals(before, list());
    }

    /** Kafka was brought back from a backup, or its topics were made anew, and Redis was not emptied. */
    @Test
    void aViewThatIsAheadOfTheLogIsLeftAloneUntilItIsMadeAnew() {
        // Given
        write(3);
        // When
        set(letters.view().appliedKey(partition()), "1000000");
        // Then nothing is answered from it, nor applied to it
        eventually(() -> require(!await(letters.view().live())));
        assertFalse(letters.view().isOfThisLog());
        eventually(() -> require(letters.view().livePartitions() == SuiteInfrastructure.PARTITIONS - 1));
        LogWriter.Written next = append(2);
        LogWriter.Written elsewhere = appendElsewhere();
        await(letters.view().awaitApplied(elsewhere.partition(), elsewhere.offset(), TIMEOUT_MS));
        assertEquals(written.subList(0, 3), list().subList(list().size() - 3, list().size()));
        assertFalse(await(letters.view().live()));
        // And it goes on when Redis was emptied
        SuiteInfrastructure.flushAll();
        awaitLive();
        await(letters.view().awaitApplied(next.partition(), next.offset(), TIMEOUT_MS));
        eventually(() -> require(letters.view().isOfThisLog()));
        assertEquals(written, tail());
    }

    /** However far the new one is. */
    @Test
    void aViewOfATopicThatWasDeletedAndMadeAgainIsLeftAlone() {
        // Given its topic's id beside the view, which an older version did not write
        write(3);
        String topic = "letters:" + Partitions.tag(partition()) + ":topic";
        await(redis.send(Request.cmd(Command.DEL).arg(topic)));
        eventually(() -> require(await(redis.send(Request.cmd(Command.GET).arg(topic))) != null));
        assertEquals(true, await(letters.view().live()));
        // When
        set(topic, "the id of another topic");
        // Then
        eventually(() -> require(!await(letters.view().live())));
        // And what is written meanwhile is not left out once it is made anew
        append(2);
        SuiteInfrastructure.flushAll();
        awaitLive();
        write(1);
        assertEquals(written, tail());
    }

    @Test
    void saysThatItIsBehindInsteadOfWaitingForEver() {
        Future<Void> far = letters.view().awaitApplied(partition(), Long.MAX_VALUE, 50);
        assertThrows(CompletionException.class, () -> await(far));
        assertFalse(far.succeeded());
    }

    private int partition() {
        return partitions.of(key);
    }

    private LogWriter.Written append(int count) {
        LogWriter.Written last = null;
        for (int i = 0; i < count; i++) {
            String value = key + ":" + written.size();
            written.add(value);
            last = writer.append("letters-out", TopicNames.INVITES, key, value.getBytes(StandardCharsets.UTF_8))
                    .await()
                    .atMost(Duration.ofMillis(TIMEOUT_MS));
            assertEquals(partition(), last.partition());
        }
        return last;
    }

    /** Into another partition. */
    private LogWriter.Written appendElsewhere() {
        String other = Stream.generate(() -> UUID.randomUUID().toString())
                .filter(k -> partitions.of(k) != partition())
                .findFirst()
                .orElseThrow();
        return writer.append("letters-out", TopicNames.INVITES, other, new byte[] {'x'})
                .await()
                .atMost(Duration.ofMillis(TIMEOUT_MS));
    }

    private void set(String key, String value) {
        await(redis.send(Request.cmd(Command.SET).arg(key).arg(value)));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not yet");
        }
    }

    /** Writes and waits until the view has it; Redis may be away for a moment. */
    private void write(int count) {
        LogWriter.Written last = append(count);
        eventually(() -> await(letters.view().awaitApplied(last.partition(), last.offset(), TIMEOUT_MS)));
    }

    private void awaitLive() {
        eventually(() -> {
            if (!await(letters.view().live())) {
                throw new IllegalStateException("not whole yet");
            }
        });
    }

    private List<String> list() {
        Response found = await(redis.send(Request.cmd(Command.LRANGE)
                .arg(LettersView.listKey(partition()))
                .arg(0)
                .arg(-1)));
        return StreamSupport.stream(found.spliterator(), false)
                .map(Response::toString)
                .toList();
    }

    /** What this test wrote: the partition may hold another test's values before it. */
    private List<String> tail() {
        List<String> all = list();
        return all.subList(Math.max(0, all.size() - written.size()), all.size());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void eventually(Runnable condition) {
        long deadline = System.nanoTime() + Duration.ofMillis(TIMEOUT_MS).toNanos();
        while (true) {
            try {
                condition.run();
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
