package io.guestchat.images;

import io.guestchat.local.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Runs images as the manifests do: as nobody in particular, without rights, and with nothing to write to but {@code /tmp}. */
final class Podman {
    /** What podman ends with when it, and not what it runs, has failed. */
    private static final int ITS_OWN_FAULT = 125;

    /** On this machine's network. Limits that every machine allows: podman's own raise them, which is not everybody's right. */
    private static final List<String> RUN =
            List.of("run", "--network", "host", "--ulimit", "nofile=16384:16384", "--ulimit", "nproc=16384:16384");

    private Podman() {}

    /**
     * A container.
     *
     * @param id podman's
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
