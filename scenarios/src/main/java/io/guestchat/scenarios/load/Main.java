package io.guestchat.scenarios.load;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Child;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code ./guestchat load}. Exit codes: 0 measured, 1 something was lost or refused, 2 a command line not understood. */
public final class Main {
    /** Of the port base. */
    private static final int FORWARDER = 40;

    private final Checkout checkout;
    private final Options options;
    private final Path folder;

    private Main(Checkout checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
        this.folder =
                EmptyFolder.at(options.folder().orElseGet(() -> checkout.state().resolve("load")));
    }

    /** @param args see {@code ./guestchat help} */
    public static void main(String[] args) {
        Checkout checkout = Checkout.find();
        Options options;
        try {
            options = Options.read(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nSee ./guestchat help");
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Child::stopAll));
        switch (options.scenario()) {
            case STEADY -> new Main(checkout, options).steady();
            case SEARCH -> new Main(checkout, options).search();
            case IDLE -> new Main(checkout, options.withRelayJvm(Memory.TRACKING)).idle();
            case DRAIN -> new Main(checkout, options).drain();
        }
        System.exit(0);
    }

    private void steady() {
        Figures figures = new Figures(folder.resolve("figures.jsonl"));
        try (RelayTarget relay = RelayTarget.start(checkout, folder, options)) {
            for (double rate : options.rates()) {
                figures.add(
                        "kafka alone",
                        rate,
                        KafkaYardstick.run(relay.bootstrapServers(), rate, options.warmUp(), options.time()));
            }
            send(relay, figures);
        }
        try (ForwarderTarget forwarder = forwarder()) {
            send(forwarder, figures);
        }
    }

    private void send(Target target, Figures figures) {
        try (Exchange exchange = Exchange.connect(target, options.pairs())) {
            for (double rate : options.rates()) {
                figures.add(target.name(), exchange.run(rate, options.warmUp(), options.time()));
            }
        }
    }

    private void search() {
        Figures figures = new Figures(folder.resolve("figures.jsonl"));
        try (RelayTarget relay = RelayTarget.start(checkout, folder, options)) {
            search(relay, figures);
        }
        try (ForwarderTarget forwarder = forwarder()) {
            search(forwarder, figures);
        }
    }

    private void search(Target target, Figures figures) {
        try (Exchange exchange = Exchange.connect(target, options.pairs())) {
            double most = Saturation.search(
                    rate -> {
                        Exchange.Outcome outcome = exchange.run(rate, options.warmUp(), options.time());
                        figures.add(target.name(), outcome);
                        return outcome;
                    },
                    options.rates().getFirst());
            say("%n%s carries %.0f messages a second with p99 < 100 ms%n", target.name(), most);
        }
    }

    private void idle() {
        try (RelayTarget relay = RelayTarget.start(checkout, folder, options)) {
            say("relay", Idle.measure(relay, "relay-1", options.connections()));
        }
        try (ForwarderTarget forwarder = forwarder()) {
            say("forwarder", Idle.measure(forwarder, "forwarder", options.connections()));
        }
    }

    private void drain() {
        try (RelayTarget relay = RelayTarget.start(checkout, folder, options)) {
            say(
                    "%d members came back to %d messages each: %.0f a second",
                    options.pairs(), options.waiting(), Drain.measure(relay, options.pairs(), options.waiting()));
        }
    }

    private ForwarderTarget forwarder() {
        return ForwarderTarget.start(folder, options.portBase() + FORWARDER, options.relayJvm());
    }

    private static void say(String target, Idle.Outcome outcome) {
        say(
                "%s: %d connections, %.0f let in a second, a storm settled in %.1f s; each takes %d B of heap, %d B of"
                        + " buffers, %d B resident",
                target,
                outcome.connections(),
                outcome.perSecond(),
                outcome.storm().toMillis() / 1e3,
                outcome.each().heap(),
                outcome.each().buffers(),
                outcome.each().resident());
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
