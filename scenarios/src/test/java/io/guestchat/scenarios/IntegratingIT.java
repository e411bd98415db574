package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.scenarios.suite.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend developer who types what docs/integrating.md says gets what it says. */
@Scenario
class IntegratingIT {
    private static final Path ROOT = Path.of(System.getProperty("guestchat.root"));
    private static final Pattern SHELL = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final long WITHIN_SECONDS = 120;

    @Test
    void everyCommandOfTheGuideWorks(Scene scene, @TempDir Path folder) throws Exception {
        // Given
        Path endpoints = scene.suite().endpointsFile();
        Path script = Files.writeString(folder.resolve("guide.sh"), guide(scene.suite(), folder));
        Path said = folder.resolve("said");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        bash.environment().put("GUESTCHAT_ENDPOINTS", endpoints.toString());

        // When
        Process process = bash.start();

        // Then
        assertTrue(process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS));
        String output = Files.readString(said);
        assertEquals(0, process.exitValue(), output);
        assertEquals(
                List.of("201", "200", "200", "204"),
                output.lines().filter(line -> line.matches("\\d{3}")).toList(),
                output);
        assertTrue(output.lines().anyMatch(line -> line.startsWith("201 {\"inviteId\"")), output);
    }

    /** The guide's commands in their order, against this suite. */
    private static String guide(Suite suite, Path folder) throws IOException {
        StringBuilder commands = new StringBuilder("set -eu\n");
        SHELL.matcher(Files.readString(ROOT.resolve("docs/integrating.md"), StandardCharsets.UTF_8))
                .results()
                .forEach(block -> commands.append(block.group(1)));
        return commands.toString()
                .replace("http://localhost:8081", suite.endpoints().invite())
                .replace("http://localhost:8082", suite.endpoints().session())
                .replace("claim.bin", folder.resolve("claim.bin").toString())
                .replace(
                        ".guestchat/run/acme.private.json",
                        suite.endpointsFile()
                                .resolveSibling("run/acme.private.json")
                                .toString());
    }
}
