package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a service of an overlay reads at its start.
 *
 * @param service its name, and its module's
 * @param files each properties file that it is told of, by name; the highest {@code config_ordinal} wins
 * @param variables names and values of its environment; a Secret's value is empty
 */
record Settings(String service, Map<String, Properties> files, Map<String, String> variables) {
    private static final String LOCATIONS = "QUARKUS_CONFIG_LOCATIONS";

    static List<Settings> all(Manifests manifests) {
        return manifests
                .all("Deployment")
                .map(deployment -> of(manifests, deployment))
                .toList();
    }

    static Settings of(Manifests manifests, Resource deployment) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode container : deployment.containers()) {
            Resource.each(container.path("envFrom"))
                    .map(from -> from.at("/configMapRef/name").asText())
                    .flatMap(name -> manifests.find("ConfigMap", name).stream())
                    .forEach(map -> variables.putAll(Resource.texts(map.at("/data"))));
            Resource.each(container.path("env"))
                    .forEach(variable -> variables.put(
                            variable.path("name").asText(),
                            variable.path("value").asText()));
        }
        Map<String, String> mounted = new TreeMap<>();
        Resource.each(deployment.pod().path("volumes"))
                .flatMap(volume -> Resource.each(volume.at("/projected/sources")))
                .map(source -> source.at("/configMap/name").asText())
                .flatMap(name -> manifests.find("ConfigMap", name).stream())
                .forEach(map -> mounted.putAll(Resource.texts(map.at("/data"))));
        Map<String, Properties> files = new TreeMap<>();
        Stream.of(variables.getOrDefault(LOCATIONS, "").split(","))
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .forEach(name -> files.put(name, properties(mounted.getOrDefault(name, ""))));
        return new Settings(deployment.name(), files, variables);
    }

    /** @param otherwise the service's own default */
    String value(String key, String otherwise) {
        return files.values().stream()
                .filter(file -> file.containsKey(key))
                .reduce((first, second) -> ordinal(second) >= ordinal(first) ? second : first)
                .map(file -> file.getProperty(key))
                .orElse(otherwise);
    }

    private static int ordinal(Properties file) {
        return Integer.parseInt(file.getProperty("config_ordinal", "100"));
    }

    /** Whether a module is called so. */
    static boolean isModule(String name) {
        return Files.exists(fileOfModule(name));
    }

    private static Path fileOfModule(String name) {
        return Overlay.root().resolve(name).resolve("src/main/resources/application.properties");
    }

    /** What the service's module brings along. */
    static Properties ofModule(String service) {
        try (InputStream text = Files.newInputStream(fileOfModule(service))) {
            Properties properties = new Properties();
            properties.load(text);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(String text) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
