package io.guestchat.invite.world;

import static io.restassured.RestAssured.given;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Another node of the same service, as it is packaged, in a process of its own. */
public final class SecondNode implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).*Management interface listening on http://[^:]+:(\\d+)");
    /** What differs from node to node, and what only a test knows. */
    private static final Pattern NOT_SHARED = Pattern.compile("guestchat\\.(test|root)\\..*");

    private final Process process;
    private final int port;

    private SecondNode(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static SecondNode start() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
        Config config = ConfigProvider.getConfig();
        for (String name : config.getPropertyNames()) {
            if ((name.startsWith("guestchat.") && !NOT_SHARED.matcher(name).matches())
                    || name.equals("kafka.bootstrap.servers")) {
                command.add("-D" + name + "=" + config.getValue(name, String.class));
            }
        }
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader output = process.inputReader();
            List<String> said = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    Thread.ofVirtual().start(() -> drain(output));
                    ready(Integer.parseInt(listening.group(2)));
                    return new SecondNode(process, Integer.parseInt(listening.group(1)));
                }
            }
            throw new IllegalStateException("the second node did not start: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ready(int managementPort) {
        Eventually.holds(
                () -> given().port(managementPort).get("/q/health/ready").then().statusCode(200));
    }

    /** So that the node never waits for a reader; its end closes the stream. */
    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // not for us
            }
        } catch (IOException e) {
            // the process has ended
        }
    }

    public int port() {
        return port;
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
