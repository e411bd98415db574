package io.guestchat.local.test;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalKafka;
import io.guestchat.local.LocalRedis;
import io.guestchat.local.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One Kafka with the suite's topics and one Redis for all tests of a JVM: {@code @QuarkusTestResource(SuiteInfrastructure.class)},
 * or {@link #settings} for a test without Quarkus. Started by the first test that asks, stopped when the JVM ends, and
 * left running between test classes: a test uses ids of its own, or {@link #flushAll}.
 *
 * <p>For faults: {@link #stopRedis}, {@link #startRedis}, {@link #stopKafka}, {@link #startKafka}; ports and Kafka's data
 * stay the same. Who stops something starts it again.
 */
public final class SuiteInfrastructure implements QuarkusTestResourceLifecycleManager {
    /** Partitions of each topic. */
    public static final int PARTITIONS = 8;

    private static final String SHARED = SuiteInfrastructure.class.getName();

    /** For services in tests: Kafka, Redis, kill switches, number of partitions. Starts what does not run yet. */
    public static Map<String, String> settings() {
        return Map.of(
                "kafka.bootstrap.servers", kafka(),
                "guestchat.redis.url", redis(),
                "quarkus.redis.hosts", redis(),
                "guestchat.switches.directory", ask("switches"),
                "guestchat.topics.partitions", Integer.toString(PARTITIONS));
    }

    /** Kafka's {@code host:port}. */
    public static String kafka() {
        return ask("kafka");
    }

    /** Redis' {@code redis://host:port}. */
    public static String redis() {
        return ask("redis");
    }

    /**
     * Turns a kill switch on for all nodes, within 2 s. Who does turns it off again.
     *
     * @param name as its file is called
     */
    public static void switchOn(String name) {
        try {
            Files.writeString(Path.of(ask("switches"), name), "by=a test\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns a kill switch off again. */
    public static void switchOff(String name) {
        try {
            Files.deleteIfExists(Path.of(ask("switches"), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all keys from Redis, as a wiped one would start. */
    public static void flushAll() {
        ask("flush-all");
    }

    /** Ends Redis, losing its keys. */
    public static void stopRedis() {
        ask("stop-redis");
    }

    /** Starts Redis again, empty; returns when it answers. */
    public static void startRedis() {
        ask("start-redis");
    }

    /** Ends Kafka; what it has confirmed stays on disk. */
    public static void stopKafka() {
        ask("stop-kafka");
    }

    /** Starts Kafka again; returns when it answers. */
    public static void startKafka() {
        ask("start-kafka");
    }

    @Override
    public Map<String, String> start() {
        return settings();
    }

    /** Nothing: the next test class uses the same. */
    @Override
    public void stop() {}

    /**
     * Quarkus loads this class anew for each application under test. What is shared in the JVM lives where all class loaders
     * see the same, in types that all of them share. No lock is held while starting: logging wants the properties too.
     */
    @SuppressWarnings("unchecked")
    private static String ask(String what) {
        CompletableFuture<UnaryOperator<String>> mine = new CompletableFuture<>();
        Object shared = System.getProperties().putIfAbsent(SHARED, mine);
        if (shared != null) {
            return ((CompletableFuture<UnaryOperator<String>>) shared).join().apply(what);
        }
        try {
            mine.complete(launch());
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        }
        return mine.join().apply(what);
    }

    private static UnaryOperator<String> launch() {
        Checkout checkout = Checkout.find();
        TestFolder folder = TestFolder.create(checkout);
        CompletableFuture<LocalRedis> starting =
                CompletableFuture.supplyAsync(() -> LocalRedis.start(checkout, folder.path()));
        LocalKafka kafka = LocalKafka.start(checkout, folder.path());
        LocalRedis redis = starting.join();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            redis.close();
            folder.delete();
        }));
        Topics.create(kafka.bootstrapServers(), PARTITIONS, kafka.replication());
        Path switches = folder.path().resolve("switches");
        try {
            Files.createDirectory(switches);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return what ->
                what.equals("switches") ? switches.toString() : inOwnClassLoader(() -> answer(what, kafka, redis));
    }

    /** Kafka's clients load their parts through the thread's class loader, which in a Quarkus test is the application's. */
    private static String inOwnClassLoader(Supplier<String> action) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(SuiteInfrastructure.class.getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static String answer(String what, LocalKafka kafka, LocalRedis redis) {
        switch (what) {
            case "kafka" -> {
                return kafka.bootstrapServers();
            }
            case "redis" -> {
                return redis.url();
            }
            case "flush-all" -> redis.flushAll();
            case "stop-redis" -> redis.stop();
            case "start-redis" -> redis.restart();
            case "stop-kafka" -> kafka.stop();
            case "start-kafka" -> kafka.restart();
            default -> throw new IllegalArgumentException(what);
        }
        return "";
    }
}
