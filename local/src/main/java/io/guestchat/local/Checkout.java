package io.guestchat.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The places of the local suite in a checkout of the project.
 *
 * @param root the folder with the parent pom.xml; absolute
 */
public record Checkout(Path root) {
    /**
     * Finds the checkout: system property {@code guestchat.root}, else the working directory or the nearest folder above
     * it that holds the project.
     *
     * @throws LocalFailure when there is none
     */
    public static Checkout find() {
        @Nullable String configured = System.getProperty("guestchat.root");
        Path start =
                Path.of(configured == null ? "" : configured).toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("local/pom.xml")) && Files.exists(at.resolve("pom.xml"))) {
                return new Checkout(at);
            }
        }
        throw new LocalFailure("No checkout of guestchat at or above " + start
                + ": set the system property guestchat.root to the folder that holds its pom.xml.");
    }

    /** What the local suite writes at run time; ignored by git. */
    public Path state() {
        return root.resolve(".guestchat");
    }

    /**
     * The class path of the broker's JVM.
     *
     * @throws LocalFailure when the module local has not been built
     */
    public String brokerClassPath() {
        Path lib = root.resolve("local/target/lib");
        if (!Files.isDirectory(lib)) {
            throw new LocalFailure(
                    "Kafka's jars are not in " + lib + ": build them with ./mvnw process-classes -pl local -am");
        }
        return lib + "/*";
    }
}
