package io.guestchat.scenarios.faults;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Child;
import io.guestchat.scenarios.check.Checker;
import io.guestchat.scenarios.check.Verdict;
import io.guestchat.scenarios.history.Histories;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.stage.CommandLine;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./guestchat faults}. Exit codes: 0 every promise was kept, 1 one was broken, 2 a command line not understood. */
public final class Main {
    /** Of storing an envelope, of sends that go out twice, of patience with an answer. */
    static final Habits HABITS = new Habits(Duration.ofMillis(400), 0.02, Duration.ofSeconds(6));

    static final Duration BETWEEN_DISCONNECTS = Duration.ofSeconds(40);

    private Main() {}

    /** @param args see {@code ./guestchat help} */
    public static void main(String[] args) {
        Options options = CommandLine.readOrExit(args, Options::read);
        Verdict verdict = options.judge()
                .map(folder -> Checker.judge(new Histories(folder)))
                .orElseGet(() -> run(options));
        System.out.println("\n" + verdict.table());
        System.exit(verdict.isClean() ? 0 : 1);
    }

    private static Verdict run(Options options) {
        Checkout checkout = Checkout.find();
        Path folder = options.folder().orElseGet(() -> checkout.state().resolve("faults/seed-" + options.seed()));
        Workload.Pace pace =
                new Workload.Pace(options.conversations(), options.betweenMessages(), BETWEEN_DISCONNECTS, HABITS);
        Runtime.getRuntime().addShutdownHook(new Thread(Child::stopAll));
        System.out.println("seed " + options.seed() + ", histories in " + folder.resolve("run"));
        try (Rig rig = Rig.start(checkout, EmptyFolder.at(folder.resolve("suite")), options.portBase())) {
            rig.run(checkout.root().resolve("relay-service/target/quarkus-app"));
            FaultRun.Plan plan = new FaultRun.Plan(folder.resolve("run"), options.seed(), pace, FaultRun.LONG_QUIET);
            return new FaultRun(rig, plan).random(options.time());
        }
    }
}
