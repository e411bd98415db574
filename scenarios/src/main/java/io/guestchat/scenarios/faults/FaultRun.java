package io.guestchat.scenarios.faults;

import io.guestchat.scenarios.check.Checker;
import io.guestchat.scenarios.check.Verdict;
import io.guestchat.scenarios.history.Event;
import io.guestchat.scenarios.history.Histories;
import io.guestchat.scenarios.history.HistoryWriter;
import io.guestchat.scenarios.history.RunClock;
import io.guestchat.scenarios.stage.EmptyFolder;
import io.guestchat.scenarios.stage.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One run on a rig, from an empty folder of histories to a verdict. */
final class FaultRun {
    /** Longer than the relay's slowest look for what it was not told. */
    static final Duration LONG_QUIET = Duration.ofSeconds(40);

    /**
     * What to run.
     *
     * @param folder emptied; takes the histories and the verdict
     * @param seed of faults and workload
     * @param pace of the workload
     * @param quiet how long nothing may move at the end until what is not settled is given up
     */
    record Plan(Path folder, long seed, Workload.Pace pace, Duration quiet) {}

    private final Rig rig;
    private final Plan plan;
    private final RunClock clock = new RunClock();
    private int number;

    FaultRun(Rig rig, Plan plan) {
        this.rig = rig;
        this.plan = plan;
    }

    /** Faults drawn one after the other for that long. */
    Verdict random(Duration time) {
        return run((workload, log) -> {
            Schedule.missing(rig.clocks()).forEach(what -> say("this machine cannot do: " + what));
            Schedule schedule = new Schedule(plan.seed(), rig.clocks());
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                Pause.millis(schedule.calm());
                rig.awaitWhole();
                suffer(schedule.next(), workload, log);
            }
        });
    }

    /** These faults, each to a suite that is whole again. */
    Verdict directed(List<Fault> faults) {
        return run((workload, log) -> {
            for (Fault fault : faults) {
                Pause.millis(1_500);
                rig.awaitWhole();
                suffer(List.of(fault), workload, log);
            }
        });
    }

    @FunctionalInterface
    private interface Story {
        void play(Workload workload, HistoryWriter log);
    }

    private Verdict run(Story story) {
        Path histories = EmptyFolder.at(EmptyFolder.at(plan.folder()).resolve("histories"));
        try (HistoryWriter log = HistoryWriter.create(histories, Histories.DISTURBANCES);
                Workload workload = Workload.start(rig, plan.pace(), histories, clock, plan.seed())) {
            say("ready");
            workload.talk();
            story.play(workload, log);
            rig.awaitWhole();
            boolean drained = workload.drain(plan.quiet());
            say(
                    drained
                            ? "all settled"
                            : "not all settled, and nothing has moved for "
                                    + plan.quiet().toSeconds() + " s");
            workload.finish();
        }
        Verdict verdict = Checker.judge(new Histories(histories));
        write(verdict);
        return verdict;
    }

    /** All at once; returns when all are repaired. */
    private void suffer(List<Fault> faults, Workload workload, HistoryWriter log) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> happening = new ArrayList<>();
            for (Fault fault : faults) {
                int mine = ++number;
                say(mine + "  " + fault);
                happening.add(threads.submit(() -> {
                    log.add(new Event.Disturbed(clock.micros(), mine, fault.kind(), fault.detail()));
                    fault.course().run(rig, workload);
                    log.add(new Event.Repaired(clock.micros(), mine));
                }));
            }
            for (Future<?> each : happening) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void write(Verdict verdict) {
        try {
            Files.writeString(plan.folder().resolve("verdict.txt"), verdict.table() + "\n");
            Files.write(
                    plan.folder().resolve("breaches.txt"),
                    verdict.breaches().stream().map(Object::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String what) {
        System.out.println(String.format(Locale.ROOT, "%7.1f s  %s", clock.micros() / 1e6, what));
    }
}
