package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/switch}, with a kubectl that writes down what it is asked, and knows two pods. */
class SwitchCommandTest {
    private static final Path COMMAND = Overlay.root().resolve("deploy/switch");

    @TempDir
    Path folder;

    /** With what kubectl ends for a third pod that has no log; empty if there is none. */
    private String evicted = "";

    @BeforeEach
    void kubectl() throws IOException {
        Path stub = Files.writeString(folder.resolve("kubectl"), """
                #!/usr/bin/env bash
                printf '%s\\0' "$@" >>"$CALLS"; printf '\\n' >>"$CALLS"
                case $1 in
                  get) printf 'pod/a\\npod/b\\n' ;;
                  logs)
                    printf '[pod/a/service] {"message":"kill switches on=[]"}\\n'
                    if [ -n "$EVICTED" ]; then
                      echo 'error: container "service" in pod "c" is not available'
                      case " $* " in *' --ignore-errors '*) ;; *) exit 1 ;; esac
                    fi
                    printf '[pod/b/service] %s\\n' "$SECOND"
                    exit "${EVICTED:-0}" ;;
                esac
                """);
        Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void turnsAKeyOfTheConfigMapAndWakesThePods() throws IOException {
        Programs.Outcome on = run("on", "tenant.acme", "--by", "ada", "--reason", "a \"leaked\" \\key\n");

        assertTrue(on.succeeded(), on.output());
        assertTrue(on.output().contains("2 of 2 pods have it"), on.output());
        List<String> patch = call("patch");
        assertEquals(List.of("patch", "configmap", "switches", "-n", "guestchat"), patch.subList(0, 5));
        String note = data(patch).path("tenant.acme").asText();
        assertTrue(note.matches("by=ada\nat=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\nreason=a leaked key\n"), note);
        assertTrue(call("annotate").getLast().startsWith("guestchat.io/switched="));

        run("off", "tenant.acme", "--by", "bob", "--reason", "keys changed");

        JsonNode data = data(call("patch"));
        assertTrue(data.get("tenant.acme").isNull());
        assertTrue(data.path("off-tenant.acme").asText().startsWith("by=bob\n"));
    }

    @Test
    void saysWhenAPodDoesNotHaveIt() throws IOException {
        Path impatient = Files.writeString(
                folder.resolve("switch"), Files.readString(COMMAND).replace("WITHIN=10", "WITHIN=0"));

        Programs.Outcome on = bash(impatient, "another line", "on", "minting", "--by", "ada", "--reason", "x");

        assertFalse(on.succeeded());
        assertTrue(on.output().contains("1 of 2 pods"), on.output());
    }

    /** Whatever kubectl makes of it in the end. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void aPodWithoutALogStopsNothing(String code) throws IOException {
        evicted = code;

        Programs.Outcome on = run("on", "minting", "--by", "ada", "--reason", "x");

        assertTrue(on.succeeded(), on.output());
        assertTrue(on.output().contains("2 of 2 pods have it"), on.output());
    }

    @Test
    void writesFilesWhereThereIsNoCluster() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("switches"));

        run("on", "minting", "--by", "ada", "--reason", "a storm", "--directory", directory.toString());

        assertTrue(Files.readString(directory.resolve("minting")).startsWith("by=ada\nat="));
        assertTrue(list(directory).startsWith("ON     minting\n       by=ada\n"), list(directory));

        run("off", "minting", "--by", "bob", "--reason", "over", "--directory", directory.toString());

        assertFalse(Files.exists(directory.resolve("minting")));
        assertTrue(list(directory).startsWith("off    minting\n       by=bob\n"), list(directory));
        assertFalse(Files.exists(folder.resolve("calls")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on mintng --by a --reason b",
                "on tenant --by a --reason b",
                "on tenant.ACME --by a --reason b",
                "on minting.-acme --by a --reason b",
                "on ../minting --by a --reason b",
                "on minting --by a",
                "on --by a --reason b",
                "turn minting --by a --reason b",
                "on minting --by a --reason"
            })
    void understandsNothingElse(String line) throws IOException {
        Programs.Outcome refused = run(line.split(" "));

        assertTrue(!refused.succeeded() && refused.output().contains("Usage"), refused.output());
        assertFalse(Files.exists(folder.resolve("calls")));
    }

    private String list(Path directory) {
        return run("list", "--directory", directory.toString()).output();
    }

    private Programs.Outcome run(String... arguments) {
        return bash(COMMAND, "kill switches on=[]", arguments);
    }

    private Programs.Outcome bash(Path command, String second, String... arguments) {
        List<String> line = new ArrayList<>(List.of("bash", command.toString()));
        line.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "CALLS",
                folder.resolve("calls").toString(),
                "SECOND",
                second,
                "EVICTED",
                evicted);
        return Programs.run(folder, environment, line);
    }

    /** The arguments of the last call of this kind. */
    private List<String> call(String verb) throws IOException {
        return Files.readString(folder.resolve("calls"))
                .lines()
                .map(line -> List.of(line.split("\0")))
                .filter(call -> call.getFirst().equals(verb))
                .toList()
                .getLast();
    }

    private static JsonNode data(List<String> patch) throws IOException {
        return new ObjectMapper().readTree(patch.getLast()).path("data");
    }
}
