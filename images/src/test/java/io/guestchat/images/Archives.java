package io.guestchat.images;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What {@code ./guestchat images} has written. */
final class Archives {
    /** Of this module. */
    static final Path TARGET = Checkout.find().root().resolve("images/target");

    private Archives() {}

    /**
     * Has podman load all of them.
     *
     * @return the name of each, with its tag
     * @throws org.opentest4j.TestAbortedException where there are none, or podman cannot run; the message says why
     */
    static Map<Service, String> load() throws IOException {
        Assumptions.assumeTrue(Programs.find("podman").isPresent(), "there is no podman here");
        Map<Service, String> images = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Optional<Path> archive = of(service);
            Assumptions.assumeTrue(
                    archive.isPresent(), "there is no image of " + service.module() + ": ./guestchat images");
            images.put(service, Podman.load(archive.orElseThrow()));
        }
        Podman.require(images.get(Service.WEB_GUEST));
        return images;
    }

    /** The latest, if there are several, each with a tag of its own. */
    static Optional<Path> of(Service service) throws IOException {
        Path folder = TARGET.resolve("images");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(service.module() + "-")
                            && file.toString().endsWith(".tar"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()));
        }
    }
}
