package io.guestchat.scenarios.load;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Child;
import io.guestchat.scenarios.stage.Backlog;
import io.guestchat.scenarios.stage.CommandLine;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code ./guestchat load}. Exit codes: 0 measured, 1 something was lost or refused, 2 a command line not understood. */
public final class Main {
    /** Of the port base. */
    private static final int FORWARDER = 40;
    /** Left of a conversation by people who are there. */
    private static final int FEW = 10;

    private final Checkout checkout;
    private final Options options;
    private final Path folder;
    private final Figures figures;
    private @Nullable Target warm;

    private Main(Checkout checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
        this.folder =
                EmptyFolder.at(options.folder().orElseGet(() -> checkout.state().resolve("load")));
        this.figures = new Figures(folder);
    }

    /** @param args see {@code ./guestchat help} */
    public static void main(String[] args) {
        Options options = CommandLine.readOrExit(args, Options::read);
        Runtime.getRuntime().addShutdownHook(new Thread(Child::stopAll));
        Main main = new Main(Checkout.find(), options);
        try {
            main.run();
        } finally {
            main.figures.plot();
        }
        System.exit(0);
    }

    private void run() {
        switch (options.scenario()) {
            case STEADY -> steady();
            case SEARCH -> search();
            case IDLE -> idle();
            case DRAIN -> drain();
            case REBUILD -> {
                rebuild("half", Backlog.EACH / 2);
                rebuild("nearly all", Backlog.EACH - FEW);
            }
        }
    }

    private void steady() {
        try (RelayTarget relay = relay()) {
            if (options.yardsticks()) {
                options.rates().forEach(rate -> kafkaAlone(relay.bootstrapServers(), rate));
            }
            steady(relay);
        }
        withForwarder(this::steady);
    }

    private void kafkaAlone(String bootstrapServers, double rate) {
        figures.add("kafka alone", rate, KafkaYardstick.run(bootstrapServers, rate, options.warmUp(), options.time()));
    }

    private void steady(Target target) {
        for (int pairs : options.pairs()) {
            try (Exchange exchange = Exchange.connect(target, pairs)) {
                options.rates().forEach(rate -> run(target, exchange, pairs, rate));
            }
        }
    }

    private void search() {
        try (RelayTarget relay = relay()) {
            search(relay);
        }
        withForwarder(this::search);
    }

    private void search(Target target) {
        for (int pairs : options.pairs()) {
            try (Exchange exchange = Exchange.connect(target, pairs)) {
                double most = Saturation.search(
                        rate -> run(target, exchange, pairs, rate),
                        options.rates().getFirst());
                figures.add(target.name(), found("conversations", pairs, "most a second with p99 < 100 ms", most));
            }
        }
    }

    private Exchange.Outcome run(Target target, Exchange exchange, int pairs, double rate) {
        Duration warmUp = target == warm ? options.warmUp() : options.firstWarmUp();
        Exchange.Outcome outcome = exchange.run(rate, warmUp, options.time());
        warm = target;
        figures.add(target.name(), pairs, outcome);
        return outcome;
    }

    private void idle() {
        try (RelayTarget relay = relay()) {
            idle(relay, "relay-1");
        }
        withForwarder(forwarder -> idle(forwarder, "forwarder"));
    }

    private void idle(Target target, String server) {
        for (int connections : options.connections()) {
            Idle.Outcome outcome = Idle.measure(target, server, connections);
            figures.add(
                    target.name(),
                    found(
                            "connections",
                            outcome.connections(),
                            "let in a second",
                            outcome.perSecond(),
                            "seconds of a storm",
                            outcome.storm().toMillis() / 1e3,
                            "bytes of heap each",
                            outcome.each().heap(),
                            "of buffers",
                            outcome.each().buffers(),
                            "resident",
                            outcome.each().resident()));
        }
    }

    private void drain() {
        try (RelayTarget relay = relay()) {
            for (int members : options.pairs()) {
                double perSecond = Drain.measure(relay, members, options.waiting());
                figures.add(
                        "drain",
                        found("members", members, "waiting for each", options.waiting(), "read a second", perSecond));
            }
        }
    }

    private void rebuild(String part, int acknowledged) {
        Path own = EmptyFolder.at(folder.resolve(part.replace(' ', '-')));
        try (RelayTarget relay = RelayTarget.start(checkout, own, options)) {
            double perSecond = Rebuild.measure(relay, options.log(), acknowledged);
            figures.add(
                    "rebuild with " + part + " acknowledged",
                    found("envelopes", options.log(), "read a second", perSecond));
        }
    }

    private RelayTarget relay() {
        return RelayTarget.start(checkout, folder, options);
    }

    private void withForwarder(Consumer<Target> load) {
        if (options.yardsticks()) {
            int port = options.portBase() + FORWARDER;
            try (ForwarderTarget forwarder = ForwarderTarget.start(folder, port, options.relayJvm())) {
                load.accept(forwarder);
            }
        }
    }

    private static SequencedMap<String, Number> found(Object... namesAndNumbers) {
        SequencedMap<String, Number> found = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            found.put((String) namesAndNumbers[i], (Number) namesAndNumbers[i + 1]);
        }
        return found;
    }
}
