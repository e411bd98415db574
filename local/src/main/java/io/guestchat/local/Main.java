package io.guestchat.local;

import io.guestchat.local.process.Child;
import io.guestchat.local.suite.Endpoints;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.Progress;
import io.guestchat.local.suite.Suite;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code ./guestchat up}: the whole suite until Ctrl-C. Exit codes: 1 a failure, 2 a command line not understood. */
public final class Main {
    private Main() {}

    /** @param args see {@code ./guestchat help} */
    public static void main(String[] args) {
        switch (Options.read(List.of(args))) {
            case Options.Reading.Refused(String message) -> {
                System.err.println(message + "\nSee ./guestchat help");
                System.exit(2);
            }
            case Options.Reading.Understood(Options options) -> System.exit(run(options));
        }
    }

    private static int run(Options options) {
        Progress progress = new Progress(System.out);
        AtomicBoolean ending = new AtomicBoolean();
        try {
            Suite suite = Suite.create(Checkout.find(), options, progress);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ending.set(true);
                progress.say("stopping");
                suite.close();
                Child.stopAll(); // what was being started meanwhile
                progress.say("stopped");
            }));
            Endpoints endpoints = suite.start();
            System.out.println(
                    options.infrastructureOnly()
                            ? infrastructure(suite, endpoints)
                            : welcome(suite, endpoints, progress));
            Child lost = suite.lost().join();
            System.err.println(lost.name() + " ended by itself with exit code " + lost.exitCode() + lost.logEnd());
        } catch (LocalFailure | UncheckedIOException e) {
            if (!ending.get()) { // else it fails because all is being stopped
                System.err.println(e.getMessage());
            }
        }
        return 1;
    }

    private static String welcome(Suite suite, Endpoints at, Progress progress) {
        return String.format(
                Locale.ROOT,
                """

                guestchat is up after %.1f s. Ctrl-C stops it.

                  1  As the member Ana, create an invite:  %s
                  2  As the guest, open its link in another browser or a private window, and chat.

                  guest page       %s
                  invite-service   %s
                  session-service  %s
                  relay-service    %s
                  Kafka            %s
                  Redis            %s
                  for tools        %s
                  logs             %s
                """,
                progress.seconds(),
                at.sampleProvider(),
                at.webGuest(),
                at.invite(),
                at.session(),
                String.join("  ", at.relays()),
                at.kafka(),
                at.redis(),
                suite.endpointsFile(),
                suite.logs());
    }

    private static String infrastructure(Suite suite, Endpoints at) {
        return String.format(Locale.ROOT, """

                Kafka and Redis are up. Ctrl-C stops them.

                  kafka.bootstrap.servers=%s
                  guestchat.redis.url=%s

                A service in dev mode against them, with keys, addresses and all:

                  ./mvnw quarkus:dev -pl relay-service -am -Dquarkus.config.locations=%s

                The others likewise: invite, session, web-guest, sample-provider.
                """, at.kafka(), at.redis(), suite.settings("relay"));
    }
}
