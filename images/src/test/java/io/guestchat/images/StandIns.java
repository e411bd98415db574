package io.guestchat.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.guestchat.local.Checkout;
import io.guestchat.local.process.Programs;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images that are to {@code compose.yaml} what the published ones of Kafka and Redis are, where no registry can be reached: the same
 * programs of the same versions, as far as this machine has them, at the same places, told by the same variables.
 */
final class StandIns {
    static final String KAFKA = "localhost/guestchat-stand-in/kafka:1";
    static final String REDIS = "localhost/guestchat-stand-in/redis:1";

    private static final List<String> OF_A_SHELL = List.of("sh", "env", "tr");
    private static final Pattern LIBRARY = Pattern.compile("(?m)(/\\S+) \\(0x");

    private final Path folder;
    /** The commands of Kafka, which Maven has copied for the long form alone. */
    private final Path tools;
    /** As the suite has fetched it, with the libraries that not every machine has; or as it is installed. */
    private final Path redis;

    private StandIns(Path folder, Path tools, Path redis) {
        this.folder = folder;
        this.tools = tools;
        this.redis = redis;
    }

    /**
     * Builds both, and has podman load them.
     *
     * @param target of this module
     */
    static void load(Path target) throws Exception {
        Path fetched = Checkout.find().state().resolve("redis/usr/bin/redis-server");
        Path server = Programs.find("redis-server").orElse(fetched);
        StandIns all = new StandIns(EmptyFolder.at(target.resolve("stand-ins")), target.resolve("kafka-tools"), server);
        Podman.load(all.kafka(target.resolve("work/system"), Checkout.find()));
        Podman.load(all.redis());
    }

    /** @param system of {@code ./guestchat images}, which has all but a shell */
    private Path kafka(Path system, Checkout checkout) throws Exception {
        // java.beans is part of it, which Log4j cannot do without
        JavaRuntime runtime = JavaRuntime.link(folder.resolve("runtime"), "java.desktop");
        Path root = Files.createDirectory(folder.resolve("kafka"));
        for (String program : OF_A_SHELL) {
            take(Programs.find(program).orElseThrow(), root, "bin/" + program);
        }
        Path commands = Files.createDirectories(root.resolve("opt/kafka/bin"));
        for (String script : List.of("kafka.sh", "kafka-topics.sh", "kafka-broker-api-versions.sh")) {
            try (InputStream text = Objects.requireNonNull(StandIns.class.getResourceAsStream(script))) {
                Files.copy(text, commands.resolve(script));
            }
        }
        JibContainerBuilder image = Jib.fromScratch()
                .addFileEntriesLayer(layer(system, "/"))
                .addFileEntriesLayer(layer(runtime.home(), "/jre"))
                .addFileEntriesLayer(layer(root, "/"))
                .addFileEntriesLayer(layer(checkout.root().resolve("local/target/lib"), "/opt/kafka/libs"))
                .addFileEntriesLayer(layer(tools, "/opt/kafka/libs"))
                .setEnvironment(Map.of("PATH", "/bin"))
                .setEntrypoint("/bin/sh", "/opt/kafka/bin/kafka.sh");
        return written(image, KAFKA);
    }

    private Path redis() throws Exception {
        Path root = Files.createDirectory(folder.resolve("redis"));
        take(redis, root, "bin/redis-server");
        take(redis.resolveSibling("redis-cli"), root, "bin/redis-cli");
        Files.createDirectory(root.resolve("tmp"));
        Files.createDirectory(root.resolve("data"));
        JibContainerBuilder image = Jib.fromScratch()
                .addFileEntriesLayer(layer(root, "/"))
                .setEnvironment(Map.of("PATH", "/bin"))
                .setWorkingDirectory(AbsoluteUnixPath.get("/data"));
        return written(image, REDIS);
    }

    private Path written(JibContainerBuilder image, String name) throws Exception {
        Path archive = folder.resolve(name.replaceAll("\\W", "-") + ".tar");
        image.containerize(Containerizer.to(TarImage.at(archive).named(name)).setToolName("guestchat"));
        return archive;
    }

    /** A program of this machine's, with the libraries that it is linked to. */
    private static void take(Path program, Path root, String place) throws IOException {
        copy(program, root.resolve(place));
        Programs.Outcome linked = Programs.run(Path.of("/"), libraries(program), List.of("ldd", program.toString()));
        for (Matcher library = LIBRARY.matcher(linked.output()); library.find(); ) {
            Path file = Path.of(library.group(1));
            boolean loader = file.getFileName().toString().startsWith("ld-linux");
            copy(file, root.resolve(loader ? file.toString().substring(1) : "lib/" + file.getFileName()));
        }
    }

    private static Map<String, String> libraries(Path program) throws IOException {
        Path unpacked = program.resolveSibling("../lib").normalize();
        try (Stream<Path> below = Files.walk(unpacked)) {
            return program.startsWith("/usr") || program.startsWith("/bin")
                    ? Map.of()
                    : Map.of(
                            "LD_LIBRARY_PATH",
                            below.filter(Files::isDirectory).map(Path::toString).collect(Collectors.joining(":")));
        }
    }

    private static void copy(Path file, Path place) throws IOException {
        if (!Files.exists(place)) {
            Files.createDirectories(place.getParent());
            Files.copy(file.toRealPath(), place);
        }
    }

    private static FileEntriesLayer layer(Path folder, String place) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                layer.addEntryRecursive(
                        child,
                        AbsoluteUnixPath.get(place).resolve(child.getFileName().toString()),
                        (file, there) -> FilePermissions.fromOctalString(
                                there.toString().matches("/tmp|/data") ? "777" : "755"));
            }
        }
        return layer.build();
    }
}
