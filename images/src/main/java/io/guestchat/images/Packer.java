package io.guestchat.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.guestchat.local.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts an image together. */
final class Packer {
    /** As in the manifests: {@code runAsUser}. */
    static final String USER = "10001:10001";

    private static final Pattern ON_THIS_MACHINE = Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+)[:/]");
    private static final String RUNTIME = "/jre";
    private static final AbsoluteUnixPath APP = AbsoluteUnixPath.get("/app");

    private final Options options;
    private final Origin origin;
    private final Path output;

    /** @param output takes archives, and a cache */
    Packer(Options options, Origin origin, Path output) {
        this.options = options;
        this.origin = origin;
        this.output = output;
    }

    /**
     * What all images have in common.
     *
     * @param system absent if the base brings it
     */
    record Foundation(Optional<SystemFiles> system, JavaRuntime runtime) {}

    /**
     * An image that is there now.
     *
     * @param name with its tag
     * @param digest of its manifest
     * @param place where: an archive, or a registry
     */
    record Packed(String name, String digest, String place) {}

    /** The name of a service's image, without a tag. */
    String name(Service service) {
        return options.registry().orElse("guestchat") + "/" + service.module();
    }

    /** Where a service's archive is written to. */
    Path archive(Service service) {
        return output.resolve(service.module() + "-" + options.tag() + ".tar");
    }

    /**
     * Packs a service.
     *
     * @param bill what is in it, which goes along
     * @throws LocalFailure when a registry, a base or a name is not as it should be
     */
    Packed pack(Application application, Foundation foundation, Path bill) throws IOException {
        Service service = application.service();
        String name = name(service) + ":" + options.tag();
        try {
            JibContainerBuilder image = base().setFormat(ImageFormat.OCI)
                    .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                    .setCreationTime(origin.time())
                    .setFileEntriesLayers(layers(application, foundation, bill))
                    .setUser(USER)
                    .setWorkingDirectory(APP)
                    .setEnvironment(Map.of("LANG", "C.UTF-8", "PATH", RUNTIME + "/bin"))
                    .setEntrypoint(Application.command(
                            Path.of(RUNTIME, "bin/java"), Path.of(APP.toString()), "-XX:AOTCache=" + APP + "/app.aot"))
                    .setExposedPorts(service.ports().stream().map(Port::tcp).collect(Collectors.toSet()))
                    .setLabels(labels(service));
            JibContainer packed = image.containerize(target(service, name)
                    .setBaseImageLayersCache(output.resolve("cache/base"))
                    .setApplicationLayersCache(output.resolve("cache/layers"))
                    .setAllowInsecureRegistries(isOnThisMachine())
                    .setToolName("guestchat"));
            return new Packed(
                    name,
                    packed.getDigest().toString(),
                    options.registry().isPresent() ? name : archive(service).toString());
        } catch (IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) { // jib's: each says for people what is wrong
            throw new LocalFailure(name + " is not packed: " + e.getMessage());
        }
    }

    private JibContainerBuilder base() throws InvalidImageReferenceException {
        if (options.base().isEmpty()) {
            return Jib.fromScratch();
        }
        String base = options.base().get();
        return base.startsWith(Options.ARCHIVE)
                ? Jib.from(TarImage.at(Path.of(base.substring(Options.ARCHIVE.length()))))
                : Jib.from(registry(ImageReference.parse(base)));
    }

    /** A registry on the loopback interface needs no TLS, as to Docker; never are credentials sent without. */
    private boolean isOnThisMachine() {
        return Stream.concat(options.registry().stream(), options.base().stream())
                .anyMatch(name -> ON_THIS_MACHINE.matcher(name).lookingAt());
    }

    private Containerizer target(Service service, String name) throws InvalidImageReferenceException {
        if (options.registry().isEmpty()) {
            return Containerizer.to(TarImage.at(archive(service)).named(name));
        }
        return Containerizer.to(registry(ImageReference.parse(name)));
    }

    /** As whom Docker's configuration says. */
    private static RegistryImage registry(ImageReference name) {
        return RegistryImage.named(name)
                .addCredentialRetriever(
                        CredentialRetrieverFactory.forImage(name, event -> {}).dockerConfig());
    }

    /** What changes least comes first. */
    private static List<FileEntriesLayer> layers(Application application, Foundation foundation, Path bill)
            throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        if (foundation.system().isPresent()) {
            layers.add(layer("system", foundation.system().get().root(), AbsoluteUnixPath.get("/"), any -> true));
        }
        layers.add(layer("runtime", foundation.runtime().home(), AbsoluteUnixPath.get(RUNTIME), any -> true));
        Path libraries = application.folder().resolve("lib");
        layers.add(layer("libraries", application.folder(), APP, libraries::equals));
        layers.add(layer("service", application.folder(), APP, child -> !child.equals(libraries)));
        layers.add(FileEntriesLayer.builder()
                .setName("recording")
                .addEntry(
                        application.recording(),
                        APP.resolve("app.aot"),
                        FilePermissions.DEFAULT_FILE_PERMISSIONS,
                        FixedTimes.TIME)
                .addEntry(bill, APP.resolve("sbom.cdx.json"), FilePermissions.DEFAULT_FILE_PERMISSIONS, FixedTimes.TIME)
                .build());
        return layers;
    }

    /** What lies in a folder, as far as it is wanted; not the folder itself, which may be {@code /}. */
    private static FileEntriesLayer layer(String name, Path folder, AbsoluteUnixPath place, Predicate<Path> wanted)
            throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(wanted).sorted().toList()) {
                layer.addEntryRecursive(
                        child,
                        place.resolve(child.getFileName().toString()),
                        Packer::permissions,
                        (file, there) -> FixedTimes.TIME);
            }
        }
        return layer.build();
    }

    /** Root owns every file, and nobody may write to any. But for what a container without a mount has as its place to write. */
    private static FilePermissions permissions(Path file, AbsoluteUnixPath place) {
        if (place.toString().equals("/tmp")) {
            return FilePermissions.fromOctalString("777");
        }
        return FilePermissions.fromOctalString(Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644");
    }

    private Map<String, String> labels(Service service) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("title", name(service));
        labels.put("description", service.description());
        labels.put("licenses", "Apache-2.0");
        labels.put("version", origin.version());
        labels.put("created", origin.time().toString());
        origin.revision().ifPresent(commit -> labels.put("revision", commit));
        options.base().ifPresent(base -> labels.put("base.name", base));
        return labels.entrySet().stream()
                .collect(Collectors.toMap(label -> "org.opencontainers.image." + label.getKey(), Map.Entry::getValue));
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }
}
