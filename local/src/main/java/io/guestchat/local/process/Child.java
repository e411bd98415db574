package io.guestchat.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that ends when this JVM ends, however that happens.
 *
 * <p>The child holds a pipe from this JVM; a small shell beside it reads from that pipe. A line means that the child has
 * ended in order. The end of the pipe means that this JVM is gone, even by {@code kill -9}: the shell then ends the child.
 * The pid is the child's own, as the first shell becomes the child.
 */
public final class Child implements AutoCloseable {
    /** Longer than any of our processes needs to end in order; in seconds. */
    private static final int ORPHAN_GRACE_SECONDS = 10;

    /**
     * Ctrl-C at a terminal goes to all processes there: the child ignores it, since its parent stops its children in order.
     */
    private static final String WITH_WATCHDOG = """
            trap '' INT HUP
            exec 3<&0
            ( {
              read -r ended <&3 && exit
              kill -TERM $$ || exit
              for i in 1 2 3 4 5 6 7 8 9 %d; do sleep 1; kill -0 $$ || exit; done
              kill -KILL $$
            } </dev/null >/dev/null 2>&1 & )
            exec "$@" 3<&- </dev/null
            """.formatted(ORPHAN_GRACE_SECONDS);

    /**
     * What to start.
     *
     * @param name for people: log file and messages
     * @param command the program and its arguments; no secrets, everybody on the machine can read them
     * @param environment added to this JVM's own
     * @param directory the working directory; must exist
     * @param log takes standard output and error; replaced when it exists
     */
    public record Spec(String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
        /** Copies the collections. */
        public Spec {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** All that run. */
    private static final Set<Child> ALL = ConcurrentHashMap.newKeySet();

    private final Spec spec;
    private final Process process;
    private final CompletableFuture<Child> ended;

    private Child(Spec spec, Process process) {
        this.spec = spec;
        this.process = process;
        ALL.add(this);
        this.ended = process.onExit().thenApply(gone -> {
            release();
            ALL.remove(this);
            return this;
        });
    }

    /**
     * Starts a process.
     *
     * @throws UncheckedIOException when the program or the log's folder cannot be used
     */
    public static Child start(Spec spec) {
        List<String> command = new ArrayList<>();
        if (Programs.find("setsid").isPresent()) {
            command.add("setsid"); // Redis does not heed an ignored Ctrl-C: keep it out of the terminal's reach
        }
        command.addAll(List.of("sh", "-c", WITH_WATCHDOG, spec.name()));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            return new Child(spec, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    /** Ends every child of this JVM that still runs, for the end of the JVM itself. */
    public static void stopAll() {
        List.copyOf(ALL).parallelStream().forEach(Child::close);
    }

    /** What was started. */
    public Spec spec() {
        return spec;
    }

    /** The name given to {@link #start}. */
    public String name() {
        return spec.name();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended, for whatever reason. */
    public CompletableFuture<Child> ended() {
        return ended;
    }

    /** The exit code; only once {@link #ended}. 128 + signal number when a signal ended it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks the process to end, and ends it after the grace period; returns when it is gone. */
    public void stop(Duration grace) {
        // Process.destroy() would close the pipe, too, and the watchdog would be less patient than we are.
        process.toHandle().destroy();
        if (!waitFor(grace)) {
            kill();
        }
    }

    /** Ends the process at once, as a crash would; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
    }

    /** Stops the process where it is (SIGSTOP), until {@link #thaw}: it answers nothing, and keeps its connections. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets the process go on (SIGCONT). */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        Programs.run(spec.directory(), Map.of(), List.of("sh", "-c", "kill -" + name + " " + pid()));
    }

    /** As {@link #stop} with 10 seconds. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }

    /**
     * The end of the log, for a message about a failure.
     *
     * @param count how many lines at most
     */
    public List<String> lastLines(int count) {
        try {
            List<String> lines = new String(Files.readAllBytes(spec.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    /** For the end of a message about a failure: where the log is, and how it ends. */
    public String logEnd() {
        return ". The end of " + spec.log() + ":\n  " + String.join("\n  ", lastLines(25));
    }

    /** Also for the watchdog to know: it goes with the child. */
    private boolean waitFor(Duration time) {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void release() {
        try (var pipe = process.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException gone) {
            // The watchdog has ended already: it was the one to end the child, or was ended by somebody.
        }
    }
}
