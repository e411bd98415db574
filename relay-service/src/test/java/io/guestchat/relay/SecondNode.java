package io.guestchat.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Another relay in a process of its own, from the built jar, on the same Kafka and Redis and with the same keys. */
final class SecondNode implements AutoCloseable {
    private static final List<String> SHARED = List.of(
            "kafka.bootstrap.servers",
            "guestchat.redis.url",
            "guestchat.topics.partitions",
            "guestchat.relay.public-url",
            "guestchat.relay.session-jwks",
            "guestchat.relay.session-issuer",
            "guestchat.tenants." + TestKeys.TENANT + ".issuer",
            "guestchat.tenants." + TestKeys.TENANT + ".jwks");
    private static final long START_SECONDS = 90;

    private final Process process;
    private final int port;

    private SecondNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Started, and ready. */
    static SecondNode start() {
        try {
            int port = freePort();
            int management = freePort();
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx256m",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.management.port=" + management));
            Config config = ConfigProvider.getConfig();
            SHARED.forEach(key -> command.add("-D" + key + "=" + config.getValue(key, String.class)));
            command.add("-jar");
            command.add("target/quarkus-app/quarkus-run.jar");
            Path log = Path.of("target", "second-node.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            SecondNode node = new SecondNode(process, port);
            node.awaitReady(management);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void terminate() {
        process.destroy();
    }

    /** Ends it with no chance to say goodbye. */
    void kill() {
        process.destroyForcibly();
        exited();
    }

    boolean exited() {
        try {
            return process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(int management) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                Thread.sleep(100);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        close();
        throw new IllegalStateException("the second node does not get ready: see target/second-node.log");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
