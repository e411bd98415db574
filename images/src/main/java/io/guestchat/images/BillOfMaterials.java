package io.guestchat.images;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.util.BomUtils;
import org.jspecify.annotations.Nullable;

/**
 * What is in an image, in the words of CycloneDX: the jars that lie there, the Java runtime, Debian's packages, and what npm's
 * packages have become part of a page. It has no time and no number of its own: the same image has the same bill.
 */
final class BillOfMaterials {
    private static final Version VERSION = Version.VERSION_16;
    private static final List<Hash.Algorithm> HASHES = List.of(Hash.Algorithm.SHA_256);

    private final List<Component> components = new ArrayList<>();

    /** Every jar of an application that Quarkus knows the origin of. */
    BillOfMaterials jars(Path application) throws IOException {
        for (String line : Files.readAllLines(application.resolve("quarkus-app-dependencies.txt"))) {
            Coordinates coordinates = Coordinates.parse(line);
            Optional<Path> jar = Stream.of("lib/main", "lib/boot")
                    .map(folder -> application.resolve(folder).resolve(coordinates.fileName()))
                    .filter(Files::exists)
                    .findFirst();
            if (jar.isPresent()) {
                Component component = component(
                        Component.Type.LIBRARY, coordinates.group(), coordinates.artifact(), coordinates.version());
                component.setPurl(coordinates.purl());
                component.setHashes(BomUtils.calculateHashes(jar.get().toFile(), VERSION, HASHES));
                components.add(component);
            }
        }
        return this;
    }

    BillOfMaterials runtime(JavaRuntime runtime) {
        Component component = component(Component.Type.PLATFORM, null, "openjdk", runtime.version());
        component.setPurl(purl(PackageURLBuilder.aPackageURL()
                .withType(PackageURL.StandardTypes.GENERIC)
                .withName("openjdk")
                .withVersion(runtime.version())));
        components.add(component);
        return this;
    }

    BillOfMaterials packages(List<SystemFiles.Package> packages) {
        for (SystemFiles.Package each : packages) {
            Component component = component(Component.Type.LIBRARY, null, each.name(), each.version());
            component.setPurl(purl(PackageURLBuilder.aPackageURL()
                    .withType(PackageURL.StandardTypes.DEBIAN)
                    .withNamespace("debian")
                    .withName(each.name())
                    .withVersion(each.version())
                    .withQualifier("arch", each.architecture())
                    .withQualifier("distro", each.distribution())));
            components.add(component);
        }
        return this;
    }

    /** @param sbom as {@code npm sbom --sbom-format cyclonedx} says it */
    BillOfMaterials npm(String sbom) {
        try {
            components.addAll(new JsonParser()
                    .parse(sbom.getBytes(StandardCharsets.UTF_8))
                    .getComponents());
            return this;
        } catch (ParseException e) {
            throw new IllegalStateException("npm's bill is none: " + e.getMessage(), e);
        }
    }

    /**
     * The document.
     *
     * @param image its name
     */
    String toJson(String image, String version) {
        Component subject = component(Component.Type.CONTAINER, null, image, version);
        Metadata metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(subject);
        Bom bom = new Bom();
        bom.setMetadata(metadata);
        components.sort(Comparator.comparing(Component::getBomRef));
        bom.setComponents(components);
        try {
            return BomGeneratorFactory.createJson(VERSION, bom).toJsonString(true) + "\n";
        } catch (GeneratorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Component component(Component.Type type, @Nullable String group, String name, String version) {
        Component component = new Component();
        component.setType(type);
        component.setGroup(group);
        component.setName(name);
        component.setVersion(version);
        component.setBomRef((group == null ? "" : group + ":") + name + "@" + version);
        return component;
    }

    private static String purl(PackageURLBuilder builder) {
        try {
            return builder.build().canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a jar in Maven's repository; Quarkus' list has {@code group:artifact:classifier:type:version}. */
    private record Coordinates(String group, String artifact, String classifier, String version) {
        static Coordinates parse(String line) {
            String[] parts = line.split(":", -1);
            return new Coordinates(parts[0], parts[1], parts[2], parts[4]);
        }

        /** As Quarkus calls it. */
        String fileName() {
            return group + "." + artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }

        String purl() {
            PackageURLBuilder builder = PackageURLBuilder.aPackageURL()
                    .withType(PackageURL.StandardTypes.MAVEN)
                    .withNamespace(group)
                    .withName(artifact)
                    .withVersion(version)
                    .withQualifier("type", "jar");
            return BillOfMaterials.purl(
                    classifier.isEmpty() ? builder : builder.withQualifier("classifier", classifier));
        }
    }
}
