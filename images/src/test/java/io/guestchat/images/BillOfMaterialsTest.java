package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final String NPM = """
            {"bomFormat":"CycloneDX","specVersion":"1.5","version":1,
             "components":[{"type":"library","bom-ref":"idb@8.0.4","name":"idb","version":"8.0.4","purl":"pkg:npm/idb@8.0.4"}]}
            """;

    @Test
    void listsWhatLiesThereAndNothingElse(@TempDir Path application) throws Exception {
        // Given
        Path libraries = Files.createDirectories(application.resolve("lib/main"));
        Files.writeString(libraries.resolve("org.example.here-1.2.jar"), "here");
        Files.writeString(libraries.resolve("org.example.native-1.2-linux.jar"), "native");
        Files.writeString(application.resolve("quarkus-app-dependencies.txt"), """
                org.example:here::jar:1.2
                org.example:native:linux:jar:1.2
                org.example:removed::jar:1.2
                """);

        // When
        String bill = bill(application);

        // Then
        List<Component> components =
                new JsonParser().parse(bill.getBytes(StandardCharsets.UTF_8)).getComponents();
        assertEquals(
                List.of(
                        "pkg:npm/idb@8.0.4",
                        "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12",
                        "pkg:generic/openjdk@Temurin-25",
                        "pkg:maven/org.example/here@1.2?type=jar",
                        "pkg:maven/org.example/native@1.2?classifier=linux&type=jar"),
                components.stream().map(Component::getPurl).toList());
        assertEquals(
                "fcec91509759ad995c2cd14bcb26b2720993faf61c29d379b270d442d92290eb",
                components.get(3).getHashes().getFirst().getValue());
        assertEquals(List.of(), new JsonParser().validate(bill, Version.VERSION_16));
    }

    @Test
    void saysTheSameOfTheSame(@TempDir Path application) throws IOException {
        Files.writeString(application.resolve("quarkus-app-dependencies.txt"), "");

        assertEquals(bill(application), bill(application));
        assertTrue(
                !bill(application).contains("timestamp") && !bill(application).contains("serialNumber"));
    }

    private static String bill(Path application) throws IOException {
        return new BillOfMaterials()
                .jars(application)
                .runtime(new JavaRuntime(application, "Temurin-25"))
                .packages(List.of(new SystemFiles.Package("libc6", "2.36-9", "amd64", "debian-12")))
                .npm(NPM)
                .toJson("guestchat/any", "1");
    }
}
