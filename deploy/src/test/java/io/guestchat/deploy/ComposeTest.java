package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.local.Topics;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code compose.yaml} runs what the manifests run, as restricted, with keys that the services know. */
class ComposeTest {
    private static final Path DEPLOY = Overlay.root().resolve("deploy");
    private static final List<String> SERVICES =
            List.of("invite-service", "session-service", "relay-service", "web-guest");
    private static final JsonNode COMPOSE = read();
    private static final Pattern MADE = Pattern.compile("(?m)^ *make (\\S+) (\\d+) (.*)$");
    private static final Pattern CONFIG = Pattern.compile("--config (\\S+?)=(\\S+)");

    @ParameterizedTest
    @ValueSource(strings = {"invite-service", "session-service", "relay-service", "web-guest"})
    void aServiceMayNoMoreThanItsPod(String name) {
        JsonNode service = COMPOSE.at("/services/" + name);
        JsonNode pod = Overlay.DEVELOPMENT.manifests().get("Deployment", name).pod();

        assertTrue(
                service.path("image").asText().startsWith("guestchat/" + name + ":"),
                service.path("image").asText());
        assertTrue(service.path("read_only").asBoolean());
        assertEquals(
                pod.at("/securityContext/runAsUser").asText() + ":"
                        + pod.at("/securityContext/runAsGroup").asText(),
                service.path("user").asText());
        assertEquals("[\"ALL\"]", service.path("cap_drop").toString());
        assertEquals(
                "[\"no-new-privileges:true\"]", service.path("security_opt").toString());
        assertEquals("[\"/tmp:exec\"]", service.path("tmpfs").toString());
        Resource.each(service.path("ports"))
                .forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:"), port.asText()));
        Resource.each(service.path("volumes"))
                .forEach(volume -> assertTrue(volume.asText().endsWith(":ro"), volume.asText()));
    }

    @Test
    void imagesOfOthersAreNamedExactly() {
        COMPOSE.path("services").properties().stream()
                .filter(service -> !SERVICES.contains(service.getKey()))
                .map(service -> service.getValue().path("image").asText())
                .forEach(image -> assertTrue(
                        image.matches("\\$\\{GUESTCHAT_[A-Z]+_IMAGE:-docker\\.io/[^:]+:[^:]*\\d[^:]*}"), image));
    }

    @Test
    void everySettingIsReadBySomebody() {
        List<KnownKeys> known = SERVICES.stream().map(KnownKeys::of).toList();
        for (String file : List.of("suite.properties", "tenants.properties")) {
            assertEquals(
                    List.of(),
                    properties(file).stringPropertyNames().stream()
                            .filter(key -> known.stream().noneMatch(keys -> keys.contains(key)))
                            .toList());
        }
        for (String service : SERVICES) {
            assertEquals(
                    List.of(),
                    COMPOSE.at("/services/" + service + "/environment").properties().stream()
                            .map(Map.Entry::getKey)
                            .filter(name -> !name.equals("JAVA_TOOL_OPTIONS"))
                            .filter(name -> !KnownKeys.of(service).containsVariable(name))
                            .toList(),
                    service);
        }
    }

    @Test
    void nobodyIsKilledWhileItEnds() {
        Properties suite = properties("suite.properties");
        Duration drain = DrainRules.duration(suite.getProperty("guestchat.relay.drain"));
        Duration needed = DrainRules.ofRelay(drain);

        Duration grace = DrainRules.duration(
                COMPOSE.at("/services/relay-service/stop_grace_period").asText());

        assertTrue(grace.compareTo(needed) >= 0, grace + " < " + needed);
    }

    @Test
    void theTopicsAreThoseOfTheServices() {
        String script = COMPOSE.at("/services/topics/command/0").asText();
        int partitions = Integer.parseInt(properties("suite.properties").getProperty("guestchat.topics.partitions"));
        String common = script.substring(0, script.indexOf('}'));
        Map<String, Map<String, String>> wanted = new TreeMap<>();
        for (NewTopic topic : Topics.topics(partitions, (short) 1)) {
            wanted.put(topic.name() + " " + topic.numPartitions(), new TreeMap<>(topic.configs()));
        }

        Map<String, Map<String, String>> made = new TreeMap<>();
        MADE.matcher(script).results().forEach(topic -> {
            Map<String, String> config = new TreeMap<>(configs(common));
            config.putAll(configs(topic.group(3)));
            made.put(topic.group(1) + " " + topic.group(2), config);
        });

        assertEquals(wanted, made);
    }

    private static Map<String, String> configs(String words) {
        return CONFIG.matcher(words)
                .results()
                .collect(Collectors.toMap((MatchResult each) -> each.group(1), each -> each.group(2)));
    }

    private static Properties properties(String file) {
        try (Reader text = Files.newBufferedReader(DEPLOY.resolve("compose").resolve(file))) {
            Properties properties = new Properties();
            properties.load(text);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its anchors and merges resolved. */
    private static JsonNode read() {
        try (Reader text = Files.newBufferedReader(DEPLOY.resolve("compose.yaml"))) {
            Object compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new ObjectMapper().valueToTree(compose);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
