package io.guestchat.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.guestchat.local.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manifests say of an image what is so. */
class ManifestsTest {
    private static final Path BASE = Checkout.find().root().resolve("deploy/base");
    private static final String POD = "/spec/template/spec";

    @Test
    void podsRunAsTheImagesUser() throws IOException {
        JsonNode security = deployment("pod").at(POD + "/securityContext");

        assertEquals(
                Packer.USER,
                security.path("runAsUser").asText() + ":"
                        + security.path("runAsGroup").asText());
    }

    @Test
    void everyImageOfOursThatRunsIsBuilt() throws IOException {
        Set<String> built = Stream.of(Service.values())
                .map(service -> "guestchat/" + service.module())
                .collect(Collectors.toSet());

        Set<String> named = images("production");

        assertEquals(built, named);
        assertTrue(built.containsAll(images("development")));
    }

    @ParameterizedTest
    @EnumSource
    void portsAreThoseThatTheServiceListensOn(Service service) throws IOException {
        JsonNode ports = deployment(service.module()).at(POD + "/containers/0/ports");

        assertEquals(
                service.ports(),
                each(ports).map(port -> port.path("containerPort").asInt()).toList());
    }

    /** What the image sets wins, and what was recorded depends on it: whoever set it in a manifest would be mistaken. */
    @Test
    void podsSetNoneOfTheOptionsThatTheImageSets() throws IOException {
        Set<String> options;
        try (InputStream file = Objects.requireNonNull(Application.class.getResourceAsStream("jvm.options"))) {
            options = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("-"))
                    .map(ManifestsTest::name)
                    .collect(Collectors.toSet());
        }

        List<String> set = each(deployment("pod").at(POD + "/containers/0/env"))
                .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                .flatMap(variable -> Stream.of(variable.path("value").asText().split(" ")))
                .toList();

        assertFalse(set.isEmpty());
        assertEquals(
                List.of(),
                set.stream().filter(option -> options.contains(name(option))).toList());
    }

    private static Set<String> images(String overlay) throws IOException {
        JsonNode kustomization = new YAMLMapper()
                .readTree(BASE.resolveSibling("overlays")
                        .resolve(overlay)
                        .resolve("kustomization.yaml")
                        .toFile());
        return each(kustomization.path("images"))
                .map(image -> image.path("name").asText())
                .filter(name -> name.startsWith("guestchat/"))
                .collect(Collectors.toSet());
    }

    /** {@code -XX:+UseSerialGC} and {@code -XX:-UseSerialGC} are one option. */
    private static String name(String option) {
        return option.replaceFirst(":[+-]", ":").replaceFirst("=.*", "");
    }

    private static JsonNode deployment(String folder) throws IOException {
        return new YAMLMapper()
                .readTree(BASE.resolve(folder).resolve("deployment.yaml").toFile());
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
