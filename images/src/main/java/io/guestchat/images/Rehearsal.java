package io.guestchat.images;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import io.guestchat.local.suite.Options;
import io.guestchat.local.suite.Options.Reading;
import io.guestchat.local.suite.Progress;
import io.guestchat.local.suite.Suite;
import io.guestchat.scenarios.stage.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the services as they will lie in their images, lets people meet and chat, and ends them: each JVM writes down then which
 * classes it had loaded and linked and which methods were worth compiling (JEP 483, 514 and 515), for the next one to begin with.
 */
final class Rehearsal {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    /** A JVM that has recorded something starts another one at its end, which writes it in a better order. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(180);

    private static final int CHATS = 40;
    private static final int MESSAGES = 15;

    private final Checkout checkout;
    private final JavaRuntime runtime;
    private final Path folder;
    private final int portBase;

    /**
     * @param folder takes the suite's data and logs
     * @param portBase of 61 ports
     */
    Rehearsal(Checkout checkout, JavaRuntime runtime, Path folder, int portBase) {
        this.checkout = checkout;
        this.runtime = runtime;
        this.folder = folder;
        this.portBase = portBase;
    }

    /**
     * Returns when each has its {@link Application#recording}.
     *
     * @throws LocalFailure when one does not start, or records nothing; the message has the end of its log
     */
    void play(List<Application> applications, Progress progress) throws IOException {
        try (Suite suite = Suite.create(checkout, infrastructure(), progress)) {
            Stage stage = Stage.of(suite, suite.start());
            List<Child> cast = new ArrayList<>();
            try {
                for (Application application : applications) {
                    cast.add(Child.start(spec(application, stage, suite.logs())));
                }
                awaitReady(cast, applications, stage);
                progress.say("the services are ready; people meet and chat");
                new Story(stage.at(), CHATS, MESSAGES).play();
                stage.awaitCanary();
            } finally {
                progress.say("the services end, and write down what they have learnt");
                cast.parallelStream().forEach(child -> child.stop(WRITTEN_WITHIN));
            }
            for (int i = 0; i < cast.size(); i++) {
                if (!Files.exists(applications.get(i).recording())) {
                    throw new LocalFailure(cast.get(i).name() + " recorded nothing"
                            + cast.get(i).logEnd());
                }
            }
        }
    }

    private Options infrastructure() {
        return switch (Options.read(List.of(
                "--infra",
                "--limits",
                "off",
                "--state",
                folder.toString(),
                "--port-base",
                Integer.toString(portBase)))) {
            case Reading.Understood(Options options) -> options;
            case Reading.Refused(String message) -> throw new LocalFailure(message);
        };
    }

    private Child.Spec spec(Application application, Stage stage, Path logs) throws IOException {
        Service service = application.service();
        return new Child.Spec(
                service.module(),
                Application.command(
                        runtime.java(),
                        application.folder(),
                        "-XX:AOTCacheOutput=" + application.recording(),
                        "-Dquarkus.config.locations=" + stage.settings(service)),
                Map.of(),
                folder,
                logs.resolve(service.module() + ".log"));
    }

    private static void awaitReady(List<Child> cast, List<Application> applications, Stage stage) {
        boolean ready = Pause.until(READY_WITHIN, () -> {
            cast.stream().filter(child -> !child.isAlive()).findFirst().ifPresent(child -> {
                throw new LocalFailure(child.name() + " has ended" + child.logEnd());
            });
            return applications.stream().map(Application::service).allMatch(stage::isReady);
        });
        if (!ready) {
            throw new LocalFailure("The services are not ready within " + READY_WITHIN.toSeconds()
                    + " s: see their logs in " + cast.getFirst().spec().log().getParent());
        }
    }
}
