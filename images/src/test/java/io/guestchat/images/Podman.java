package io.guestchat.images;

import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Runs images as the manifests do: as nobody in particular, without rights, and with nothing to write to but {@code /tmp}. */
final class Podman {
    /** What podman ends with when it, and not what it runs, has failed. */
    private static final int ITS_OWN_FAULT = 125;

    private static final int NO_SUCH_PROGRAM = 127;

    /** On this machine's network. Limits that every machine allows: podman's own raise them, which is not everybody's right. */
    private static final List<String> RUN =
            List.of("run", "--network", "host", "--ulimit", "nofile=16384:16384", "--ulimit", "nproc=16384:16384");

    private Podman() {}

    /**
     * A container.
     *
     * @param id podman's, or its name
     */
    record Container(String id) {
        /** What it has written to its output. */
        String log() {
            return run("logs", id).output();
        }

        /** The process, as this machine numbers it; 0 when it has ended. */
        long pid() {
            return Long.parseLong(inspect("{{.State.Pid}}"));
        }

        /** Whether the process has loaded a native library whose name has this in it. */
        boolean hasLoaded(String library) {
            try (Stream<String> mapped = Files.lines(Path.of("/proc", Long.toString(pid()), "maps"))) {
                return mapped.anyMatch(line -> line.contains(library));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String inspect(String format) {
            return must("inspect", "--format", format, id);
        }

        /**
         * Ends it as Kubernetes would.
         *
         * @return its exit code
         */
        int stop(Duration grace) {
            must("stop", "--time", Long.toString(grace.toSeconds()), id);
            return exitCode();
        }

        /** Once it has ended. */
        int exitCode() {
            return Integer.parseInt(inspect("{{.State.ExitCode}}"));
        }

        void remove() {
            run("rm", "--force", "--time", "0", id);
        }
    }

    /**
     * Whether containers can run here.
     *
     * @param image any of them
     * @throws TestAbortedException when they cannot; the message says why
     */
    static void require(String image) {
        List<String> words = new ArrayList<>(RUN);
        words.addAll(List.of("--rm", "--entrypoint", "/jre/bin/java", image, "-version"));
        Programs.Outcome tried = run(words.toArray(String[]::new));
        boolean forbidden =
                tried.output().contains("permission denied") || tried.output().contains("not permitted");
        if (tried.exitCode() == ITS_OWN_FAULT || forbidden) {
            throw new TestAbortedException(
                    "podman runs no containers here: " + tried.output().strip());
        }
        if (!tried.succeeded()) {
            throw new AssertionError("the JVM does not start: " + tried.output());
        }
    }

    /** Whether an image has no such program. */
    static boolean lacks(String image, String program) {
        List<String> words = new ArrayList<>(RUN);
        words.addAll(List.of("--rm", "--entrypoint", program, image));
        return run(words.toArray(String[]::new)).exitCode() == NO_SUCH_PROGRAM;
    }

    /** The name under which podman knows an archive from now on. */
    static String load(Path archive) {
        String said = must("load", "--quiet", "--input", archive.toString());
        return said.substring(said.lastIndexOf(' ') + 1);
    }

    /**
     * Starts one.
     *
     * @param mount a folder that it can read, at the same place
     */
    static Container start(String image, Path mount, Map<String, String> environment) {
        List<String> words = new ArrayList<>(RUN);
        words.addAll(List.of("--detach", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        words.addAll(List.of("--volume", mount + ":" + mount + ":ro"));
        environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        words.add(image);
        return new Container(must(words.toArray(String[]::new)));
    }

    /** What keeps its files to itself does so from a container, too, where somebody else reads them. */
    static void letRead(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each, PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static String must(String... words) {
        Programs.Outcome outcome = run(words);
        if (!outcome.succeeded()) {
            throw new AssertionError("podman " + String.join(" ", words) + ": " + outcome.output());
        }
        return outcome.output().strip();
    }

    private static Programs.Outcome run(String... words) {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(words));
        return Programs.run(Path.of("/"), Map.of(), command);
    }
}
