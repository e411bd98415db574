package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import io.guestchat.local.Checkout;
import io.guestchat.local.DebianPackages;
import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Ports;
import io.guestchat.scenarios.stage.EmptyFolder;
import io.guestchat.scenarios.stage.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --push} and {@code --base} with a real registry, Debian's docker-registry, on loopback; of a service of a few bytes. */
class RegistryIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Archives.TARGET.resolve("registry");
    private static final String ACCEPT = "application/vnd.oci.image.manifest.v1+json";
    private static final Origin ORIGIN = new Origin("1.2", Optional.of("c0ffee"), FixedTimes.TIME);

    private static Child registry;
    private static String address;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        Path program = Checkout.find().state().resolve("docker-registry");
        try {
            DebianPackages.unpack(List.of("docker-registry"), program);
        } catch (DebianPackages.Unavailable e) {
            Assumptions.abort("there is no registry here: " + e.getMessage());
        }
        address = "localhost:" + Ports.freeRun(1);
        EmptyFolder.at(FOLDER);
        Path config = Files.writeString(FOLDER.resolve("config.yml"), """
                version: 0.1
                storage:
                  filesystem:
                    rootdirectory: %s
                http:
                  addr: %s
                """.formatted(
                        FOLDER.resolve("data"), address.replace("localhost", "127.0.0.1")));
        registry = Child.start(new Child.Spec(
                "registry",
                List.of(program.resolve("usr/bin/docker-registry").toString(), "serve", config.toString()),
                Map.of(),
                FOLDER,
                FOLDER.resolve("registry.log")));
        assertTrue(Pause.until(Duration.ofSeconds(20), () -> answers("/v2/")), registry::logEnd);
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void aPushedImageIsThereUnderTheDigestThatIsSaid() throws Exception {
        Packer.Packed packed = pack(options("--push", address + "/pushed"), withSystem());

        assertEquals(address + "/pushed/relay-service:1.2", packed.name());
        HttpResponse<byte[]> manifest = get("/v2/pushed/relay-service/manifests/1.2");
        assertEquals(
                packed.digest(),
                manifest.headers().firstValue("Docker-Content-Digest").orElseThrow());
        assertEquals(5, layers(manifest).size());
        JsonNode image = JSON.readTree(get("/v2/pushed/relay-service/blobs/"
                        + JSON.readTree(manifest.body()).at("/config/digest").asText())
                .body());
        assertEquals(Packer.USER, image.at("/config/User").asText());
        assertEquals(
                "c0ffee",
                image.at("/config/Labels/org.opencontainers.image.revision").asText());
    }

    @Test
    void aBaseIsTheFoundation() throws Exception {
        // Given
        Packer.Packed base = pack(options("--push", address + "/base"), withSystem());
        String name = address + "/base/relay-service@" + base.digest();

        // When
        Packer.Packed packed = pack(options("--push", address + "/on-base", "--base", name), withoutSystem());

        // Then
        List<String> below = layers(get("/v2/base/relay-service/manifests/1.2"));
        List<String> all = layers(get("/v2/on-base/relay-service/manifests/" + packed.digest()));
        assertEquals(below, all.subList(0, below.size()));
        assertEquals(below.size() + 4, all.size());
    }

    @Test
    void aBaseMayBeAnArchive() throws Exception {
        // Given one as `docker save` writes it
        Path archive = folder.resolve("base.tar");
        Jib.fromScratch()
                .addLayer(List.of(bill()), "/etc")
                .containerize(Containerizer.to(TarImage.at(archive).named("base:1")));

        // When
        Packer.Packed packed =
                pack(options("--push", address + "/on-archive", "--base", "tar:" + archive), withoutSystem());

        // Then
        assertEquals(
                1 + 4,
                layers(get("/v2/on-archive/relay-service/manifests/" + packed.digest()))
                        .size());
    }

    @Test
    void aBaseThatIsNotWhatItsNameSaysIsRefused() throws Exception {
        pack(options("--push", address + "/other"), withSystem());
        Options options = options("--base", address + "/other/relay-service@sha256:" + "0".repeat(64));

        LocalFailure failure = assertThrows(LocalFailure.class, () -> pack(options, withoutSystem()));

        assertTrue(String.valueOf(failure.getMessage()).contains("relay-service:1.2 is not packed"));
        assertFalse(Files.exists(folder.resolve("relay-service-1.2.tar")));
    }

    private static Options options(String... words) {
        return Options.read(List.of(words), "1.2");
    }

    private Packer.Packed pack(Options options, Packer.Foundation foundation) throws IOException {
        return new Packer(options, ORIGIN, folder).pack(application(), foundation, bill());
    }

    /** Of another content each time. */
    private Application application() throws IOException {
        Path service = Files.createTempDirectory(folder, "service");
        Path app = Files.createDirectories(service.resolve("app"));
        Files.writeString(Files.createDirectory(app.resolve("lib")).resolve("any.jar"), service.toString());
        Files.writeString(app.resolve("quarkus-run.jar"), "runs " + service);
        Application application = new Application(Service.RELAY, app);
        Files.writeString(application.recording(), "recorded");
        return application;
    }

    private Path bill() throws IOException {
        return Files.writeString(folder.resolve("bill.json"), "{}");
    }

    private Packer.Foundation withSystem() throws IOException {
        Path root = Files.createTempDirectory(folder, "system");
        Files.writeString(Files.createDirectory(root.resolve("lib")).resolve("libc.so.6"), "c");
        return new Packer.Foundation(Optional.of(new SystemFiles(root, List.of())), runtime());
    }

    private Packer.Foundation withoutSystem() throws IOException {
        return new Packer.Foundation(Optional.empty(), runtime());
    }

    private JavaRuntime runtime() throws IOException {
        Path home = Files.createTempDirectory(folder, "runtime");
        Files.writeString(Files.createDirectory(home.resolve("bin")).resolve("java"), "java");
        return new JavaRuntime(home, "25");
    }

    private static List<String> layers(HttpResponse<byte[]> manifest) throws IOException {
        assertEquals(200, manifest.statusCode());
        return StreamSupport.stream(
                        JSON.readTree(manifest.body()).path("layers").spliterator(), false)
                .map(layer -> layer.path("digest").asText())
                .toList();
    }

    private static boolean answers(String path) {
        try {
            return get(path).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static HttpResponse<byte[]> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .header("Accept", ACCEPT)
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
