package io.guestchat.scenarios.life;

import io.guestchat.local.test.LongForm;
import io.guestchat.protocol.topic.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A storm, and the lives that were led in it. */
final class Play {
    private static final int LIVES_AT_ONCE = 24;
    /** The next disturbance begins while the one before is still being repaired. */
    private static final Duration BETWEEN_DISTURBANCES = Duration.ofSeconds(2);

    private static final Duration LONG_LIFE = Duration.ofHours(1);
    /** The shortest there is. */
    private static final Duration SHORT_LIFE = Duration.ofMinutes(1);

    private static final int ONE_SHORT_LIFE_IN = 4;
    /** A token is taken 5 s longer than it says. */
    private static final Duration LEEWAY = Duration.ofSeconds(6);

    private final Storm storm;
    private final Cast cast;
    private final long start = System.nanoTime();
    private final ConcurrentLinkedQueue<String> disturbed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Life> lives = new ConcurrentLinkedQueue<>();
    private Instant shortLivesOver = Instant.now();

    private Play(Storm storm, Cast cast) {
        this.storm = storm;
        this.cast = cast;
    }

    /** Lets lives begin, the first of them in peace, until all that was disturbed runs again. */
    static Play through(Storm storm, Cast cast) {
        Play play = new Play(storm, cast);
        Iterator<List<Step>> steps = storm.lives().iterator();
        List<Life> first =
                Stream.generate(() -> play.conceive(steps)).limit(LIVES_AT_ONCE).toList();
        together(first.stream()
                .<Callable<Void>>map(life -> () -> {
                    life.begin();
                    return null;
                })
                .toList());
        AtomicBoolean raging = new AtomicBoolean(true);
        List<Callable<Void>> all = new ArrayList<>();
        all.add(() -> {
            try {
                play.rage();
            } finally {
                raging.set(false);
            }
            return null;
        });
        for (Life one : first) {
            all.add(() -> {
                one.live();
                while (raging.get()) {
                    Life next = play.conceive(steps);
                    next.begin();
                    next.live();
                }
                return null;
            });
        }
        together(all);
        play.shortLivesOver = Instant.now().plus(SHORT_LIFE).plus(LEEWAY);
        return play;
    }

    /** What is wrong, with all that led to it; empty if nothing is. */
    String faults() {
        if (lives.stream().anyMatch(Play::isShort)) {
            sleepUntil(shortLivesOver);
        }
        Map<Life, List<String>> found = judged(life -> Verdict.of(life, isShort(life)));
        Map<String, List<SessionRecord>> log =
                SessionsLog.read(cast.suite().endpoints().kafka());
        found.forEach((life, faults) ->
                faults.addAll(Verdict.of(life, log.getOrDefault(life.link().id(), List.of()))));
        String described = found.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> describe(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n"));
        System.out.println(summary());
        return described.isEmpty() ? "" : storm + "\n" + String.join("\n", disturbed) + "\n" + described;
    }

    private String summary() {
        List<Observation> all =
                lives.stream().flatMap(life -> life.observations().stream()).toList();
        return "%s: %d lives, %d calls, %d of them undecided, %d sessions"
                .formatted(
                        storm,
                        lives.size(),
                        all.size(),
                        all.stream().filter(Observation::undecided).count(),
                        lives.stream().filter(life -> life.bound() != null).count());
    }

    private Life conceive(Iterator<List<Step>> steps) {
        synchronized (steps) {
            boolean brief = LongForm.asked() && lives.size() % ONE_SHORT_LIFE_IN == 0;
            Life life = new Life(cast, brief ? SHORT_LIFE : LONG_LIFE, steps.next());
            lives.add(life);
            return life;
        }
    }

    private static boolean isShort(Life life) {
        return life.expiresIn().equals(SHORT_LIFE);
    }

    private void rage() {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < storm.disturbances().size(); i++) {
            Disturbance disturbance = storm.disturbances().get(i);
            Duration delay = BETWEEN_DISTURBANCES.multipliedBy(i);
            all.add(() -> {
                Thread.sleep(delay);
                disturbed.add(millis() + " ms  " + disturbance);
                cast.suffer(disturbance);
                disturbed.add(millis() + " ms  " + disturbance + ", repaired");
                return null;
            });
        }
        together(all);
    }

    private Map<Life, List<String>> judged(Function<Life, List<String>> judge) {
        Map<Life, List<String>> found = new ConcurrentHashMap<>();
        together(lives.stream()
                .<Callable<Void>>map(life -> () -> {
                    found.put(life, judge.apply(life));
                    return null;
                })
                .toList());
        return found;
    }

    private String describe(Life life, List<String> faults) {
        return Stream.of(
                        Stream.of("", "invite " + life.link().id() + ": " + String.join("; ", faults)),
                        Stream.of(life.steps().toString()),
                        life.observations().stream().map(each -> each.describe(start)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void sleepUntil(Instant moment) {
        try {
            Thread.sleep(Duration.between(Instant.now(), moment));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void together(List<Callable<Void>> all) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(all)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
