package io.guestchat.local.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.process.Jvm;
import io.guestchat.local.process.Ports;
import io.guestchat.protocol.topic.TopicNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteInfrastructureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void topicsHaveTheSettingsThatTheServicesRelyOn() throws ExecutionException, InterruptedException {
        // Given
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()))) {
            List<String> names = List.of(
                    TopicNames.INVITES, TopicNames.SESSIONS, TopicNames.ACKS, TopicNames.ENVELOPES, TopicNames.EVENTS);

            // When
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get();

            // Then
            assertTrue(topics.values().stream()
                    .allMatch(topic -> topic.partitions().size() == SuiteInfrastructure.PARTITIONS));
            assertEquals("compact", setting(admin, TopicNames.ACKS, "cleanup.policy"));
            assertEquals("259200000", setting(admin, TopicNames.ACKS, "max.compaction.lag.ms"));
            assertEquals("34560000000", setting(admin, TopicNames.AUDIT, "min.compaction.lag.ms"));
            assertEquals("delete", setting(admin, TopicNames.ENVELOPES, "cleanup.policy"));
            assertEquals("1296000000", setting(admin, TopicNames.ENVELOPES, "retention.ms"));
            assertEquals("86400000", setting(admin, TopicNames.ENVELOPES, "segment.ms"));
            assertEquals("LogAppendTime", setting(admin, TopicNames.ENVELOPES, "message.timestamp.type"));
            assertEquals("false", setting(admin, TopicNames.ENVELOPES, "unclean.leader.election.enable"));
        }
    }

    @Test
    void redisComesBackEmptyOnItsPort() throws IOException {
        // Given
        int port = port(SuiteInfrastructure.redis());
        SuiteInfrastructure.stopRedis();
        assertThrows(IOException.class, () -> connect(port));

        // When
        SuiteInfrastructure.startRedis();

        // Then
        connect(port);
        SuiteInfrastructure.flushAll();
    }

    @Test
    void kafkaComesBackWithItsTopics() throws ExecutionException, InterruptedException {
        // Given
        int port = port(SuiteInfrastructure.kafka());
        SuiteInfrastructure.stopKafka();
        assertThrows(IOException.class, () -> connect(port));

        // When
        SuiteInfrastructure.startKafka();

        // Then
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SuiteInfrastructure.kafka()))) {
            assertTrue(admin.listTopics().names().get().contains(TopicNames.ENVELOPES));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void nothingIsLeftWhenTheParentIsEnded(String signal) throws IOException, InterruptedException {
        // Given
        Process parent = new ProcessBuilder(
                        Jvm.tool("java"),
                        "-Dguestchat.root=" + System.getProperty("guestchat.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InfrastructureParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Integer> ports = ports(parent.inputReader());
        List<ProcessHandle> descendants = parent.descendants().toList();
        assertTrue(ports.stream().noneMatch(Ports::isFree)
                && inFolderOf(parent.pid()).count() == 3);

        // When
        new ProcessBuilder("kill", "-" + signal, Long.toString(parent.pid()))
                .start()
                .waitFor();

        // Then
        parent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await(() -> ports.stream().allMatch(Ports::isFree));
        await(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        await(() -> inFolderOf(parent.pid()).findAny().isEmpty());
    }

    /**
     * The shells beside the children, which are nobody's descendants: their command line holds the parent's test folder. So does
     * Kafka's own, but not Redis', which writes over it.
     */
    private static Stream<ProcessHandle> inFolderOf(long parent) {
        return ProcessHandle.allProcesses().filter(process -> process.info()
                .arguments()
                .map(List::of)
                .filter(words -> words.stream().anyMatch(word -> word.contains("/test/" + parent + "/")))
                .isPresent());
    }

    private static List<Integer> ports(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ports ")) {
                return Stream.of(line.substring(6).split(" "))
                        .map(Integer::valueOf)
                        .toList();
            }
        }
        throw new IOException("the parent ended before it said its ports");
    }

    private static String setting(Admin admin, String topic, String name) {
        try {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), "not within " + PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
