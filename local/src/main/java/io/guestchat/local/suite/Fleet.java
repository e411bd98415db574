package io.guestchat.local.suite;

import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Processes that make up the suite: awaited until ready, watched, ended in order. A role with several processes (relays,
 * brokers) survives the death of one, as in production; the death of a role's last process is {@link #lost}.
 */
final class Fleet {
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    /**
     * A process to start.
     *
     * @param role what it does; several processes may share one
     * @param ready answers 200 when it is ready
     * @param spec how it is started
     */
    record Unit(String role, URI ready, Child.Spec spec) {}

    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Set<String> endingOnPurpose = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Child> lost = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE)
            .build();
    private final Progress progress;

    private record Running(String role, Child child) {}

    Fleet(Progress progress) {
        this.progress = progress;
    }

    /** Watches a process that somebody else started. */
    synchronized void adopt(String role, Child child) {
        Running before = running.put(child.name(), new Running(role, child));
        if (before != null && before.child() == child) {
            return;
        }
        endingOnPurpose.remove(child.name());
        child.ended().thenAccept(this::ended);
    }

    /** Starts processes; they are not ready yet. */
    void launch(List<Unit> units) {
        units.forEach(unit -> adopt(unit.role(), Child.start(unit.spec())));
    }

    /**
     * Waits until all are ready.
     *
     * @throws LocalFailure when one ends meanwhile, or time is up; the message holds the end of its log
     */
    void awaitReady(List<Unit> units, Duration within) {
        Instant deadline = Instant.now().plus(within);
        Instant report = Instant.now().plus(REPORT_EVERY);
        Map<String, Unit> waiting = units.stream()
                .collect(Collectors.toMap(unit -> unit.spec().name(), unit -> unit, (a, b) -> a, LinkedHashMap::new));
        while (!waiting.isEmpty()) {
            for (Unit unit : List.copyOf(waiting.values())) {
                Child child = child(unit.spec().name());
                if (!child.isAlive()) {
                    throw new LocalFailure(child.name() + " ended while starting, with exit code " + child.exitCode()
                            + child.logEnd());
                }
                if (isReady(unit.ready())) {
                    waiting.remove(child.name());
                    progress.ready(child.name());
                }
            }
            if (Instant.now().isAfter(deadline)) {
                throw new LocalFailure(String.join(", ", waiting.keySet()) + ": not ready after " + within.toSeconds()
                        + " s" + child(waiting.keySet().iterator().next()).logEnd());
            }
            if (Instant.now().isAfter(report)) {
                progress.say("still waiting for " + String.join(", ", waiting.keySet()));
                report = Instant.now().plus(REPORT_EVERY);
            }
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
    }

    /** Completes with the last process of a role, when it ended and nobody asked it to. */
    CompletableFuture<Child> lost() {
        return lost;
    }

    /** The process of that name. */
    synchronized Child child(String name) {
        return find(name).child();
    }

    /** Process ids of a role, in the order of their start. */
    synchronized List<Long> pids(String role) {
        return running.values().stream()
                .filter(each -> each.role().equals(role))
                .map(each -> each.child().pid())
                .toList();
    }

    /** Ends a process as a crash would, without it being {@link #lost}. */
    void kill(String name) {
        endingOnPurpose.add(name);
        child(name).kill();
    }

    /** Starts a process again after {@link #kill}. */
    synchronized void relaunch(String name) {
        Running before = find(name);
        adopt(before.role(), Child.start(before.child().spec()));
    }

    /** Ends the processes of these roles, all at once, each within the grace period. */
    void stop(Set<String> roles, Duration grace) {
        List<Child> ending;
        synchronized (this) {
            ending = running.values().stream()
                    .filter(each -> roles.contains(each.role()))
                    .map(Running::child)
                    .toList();
        }
        ending.forEach(child -> endingOnPurpose.add(child.name()));
        ending.parallelStream().filter(Child::isAlive).forEach(child -> {
            child.stop(grace);
            progress.say(child.name() + " stopped");
        });
    }

    private Running find(String name) {
        Running found = running.get(name);
        if (found == null) {
            throw new LocalFailure("No " + name + " here, only " + String.join(", ", running.keySet()));
        }
        return found;
    }

    private synchronized void ended(Child child) {
        Running entry = running.get(child.name());
        if (endingOnPurpose.contains(child.name()) || entry == null || entry.child() != child) {
            return;
        }
        boolean othersLive = running.values().stream()
                .anyMatch(
                        each -> each.role().equals(entry.role()) && each.child().isAlive());
        if (othersLive) {
            progress.say(child.name() + " ended with exit code " + child.exitCode()
                    + "; the others of its kind go on. Log: " + child.spec().log());
        } else {
            lost.complete(child);
        }
    }

    private boolean isReady(URI probe) {
        try {
            HttpRequest request = HttpRequest.newBuilder(probe).timeout(PROBE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", e);
        }
    }
}
