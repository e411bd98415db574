package io.guestchat.images;

import io.guestchat.local.LocalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A service as it lies in its image's {@code /app}: Quarkus' folder, and the options of its JVM.
 *
 * @param service which
 * @param folder laid out as in the image, with the times that it has there
 */
record Application(Service service, Path folder) {
    private static final String OPTIONS = "jvm.options";

    /**
     * Lays it out.
     *
     * @param folder empty
     * @throws LocalFailure when it has not been built
     */
    static Application layOut(Service service, Path checkout, Path folder) throws IOException {
        Path built = service.built(checkout);
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new LocalFailure(service.module() + " is not built: ./guestchat images does it");
        }
        try (Stream<Path> all = Files.walk(built)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(built.relativize(each));
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
        try (InputStream options = Objects.requireNonNull(Application.class.getResourceAsStream(OPTIONS))) {
            Files.copy(options, folder.resolve(OPTIONS));
        }
        FixedTimes.set(folder);
        return new Application(service, folder);
    }

    /** Where the rehearsal puts what it has recorded. */
    Path recording() {
        return folder.resolveSibling("app.aot");
    }

    /**
     * How its JVM is started.
     *
     * @param java the command
     * @param app where the folder is then
     * @param more options
     */
    static List<String> command(Path java, Path app, String... more) {
        return Stream.of(
                        Stream.of(java.toString(), "@" + app.resolve(OPTIONS)),
                        Stream.of(more),
                        Stream.of("-jar", app.resolve("quarkus-run.jar").toString()))
                .flatMap(words -> words)
                .toList();
    }
}
