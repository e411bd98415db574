package io.guestchat.images;

import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Jvm;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java runtime of the modules that the services need, made of this JVM's own JDK.
 *
 * @param home its folder
 * @param version the JDK's, for people: {@code Temurin-25.0.3+9}
 */
record JavaRuntime(Path home, String version) {
    /** Not here: compilers, desktops, remote management. */
    private static final List<String> MODULES = List.of(
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss", // Kafka's client links to it
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.jcmd", // for who looks into a pod at night: jcmd 1 Thread.print
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /**
     * Makes it.
     *
     * @param home does not exist yet
     * @param more modules, for who needs them
     */
    static JavaRuntime link(Path home, String... more) throws IOException {
        Programs.Outcome outcome = Programs.run(
                Path.of("/"),
                Map.of(),
                List.of(
                        Jvm.tool("jlink"),
                        "--add-modules",
                        Stream.concat(MODULES.stream(), Stream.of(more)).collect(Collectors.joining(",")),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        home.toString()));
        if (!outcome.succeeded()) {
            throw new LocalFailure("jlink made no runtime: " + outcome.output());
        }
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(System.getProperty("java.home"), "release"))) {
            release.load(file);
        }
        return new JavaRuntime(
                home,
                release.getProperty("IMPLEMENTOR_VERSION", Runtime.version().toString())
                        .replace("\"", ""));
    }

    Path java() {
        return home.resolve("bin/java");
    }

    Path trustStore() {
        return home.resolve("lib/security/cacerts");
    }
}
