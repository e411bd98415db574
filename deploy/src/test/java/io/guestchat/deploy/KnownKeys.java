package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The configuration keys that a service knows: its own, Quarkus' at run time, and those of Kafka's clients. */
final class KnownKeys {
    private static final List<String> OF_PLATFORM = List.of(
            "tenant.TenantsConfig",
            "redis.RedisConfig",
            "view.TopicConfig",
            "limit.LimitsConfig",
            "killswitch.KillSwitchConfig");
    private static final Map<String, List<String>> OF_SERVICES = Map.of(
            "invite-service", with("io.guestchat.invite.InviteConfig", "io.guestchat.platform.signing.SigningConfig"),
            "session-service",
                    with(
                            "io.guestchat.session.SessionConfig",
                            "io.guestchat.session.PushConfig",
                            "io.guestchat.platform.signing.SigningConfig"),
            "relay-service", with("io.guestchat.relay.RelayConfig", "io.guestchat.relay.RelayLimits"),
            "web-guest", List.of("io.guestchat.web.WebConfig"),
            "canary", List.of("io.guestchat.canary.CanaryConfig"));
    /** What the config sources themselves read. */
    private static final Set<String> OF_SOURCES = Set.of("config_ordinal", "quarkus.config.locations");

    private static final Set<String> OF_QUARKUS = quarkus();
    private static final Set<String> OF_KAFKA = Stream.of(
                    ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    private final List<Pattern> own;
    private final boolean kafka;

    private KnownKeys(String service) {
        this.own = OF_SERVICES.getOrDefault(service, List.of()).stream()
                .flatMap(name -> mapping(name).stream())
                .map(Pattern::compile)
                .toList();
        this.kafka = !Set.of("web-guest", "canary").contains(service);
    }

    static KnownKeys of(String service) {
        return new KnownKeys(service);
    }

    boolean contains(String key) {
        return OF_SOURCES.contains(key)
                || OF_QUARKUS.contains(key)
                || kafka && key.startsWith("kafka.") && OF_KAFKA.contains(key.substring("kafka.".length()))
                || own.stream().anyMatch(pattern -> pattern.matcher(key).matches());
    }

    /** Whether a variable of the environment is one of the keys: written in upper case, with {@code _} for what is no letter. */
    boolean containsVariable(String variable) {
        String name = variable.toLowerCase(Locale.ROOT);
        return Stream.concat(OF_SOURCES.stream(), OF_QUARKUS.stream())
                        .anyMatch(key -> key.replaceAll("[^a-z0-9]", "_").equals(name))
                || own.stream().map(Pattern::pattern).anyMatch(pattern -> pattern.replaceAll("\\\\Q|\\\\E", "")
                        .replaceAll("[^a-z0-9]", "_")
                        .equals(name));
    }

    private static List<String> with(String... more) {
        return Stream.concat(OF_PLATFORM.stream().map(name -> "io.guestchat.platform." + name), Stream.of(more))
                .toList();
    }

    private static Set<String> mapping(String name) {
        try {
            Class<?> mapping = Class.forName(name, false, KnownKeys.class.getClassLoader());
            Set<String> keys = new HashSet<>();
            collect(Pattern.quote(mapping.getAnnotation(ConfigMapping.class).prefix()), mapping, keys);
            return keys;
        } catch (ClassNotFoundException e) {
            throw new AssertionError("moved: " + name, e);
        }
    }

    /** The keys of a group as patterns; a map's keys are anything without a dot. */
    private static void collect(String prefix, Class<?> group, Set<String> keys) {
        for (Method member : group.getDeclaredMethods()) {
            if (member.isDefault() || member.isSynthetic() || member.getParameterCount() > 0) {
                continue;
            }
            String key = member.isAnnotationPresent(WithParentName.class)
                    ? prefix
                    : prefix + Pattern.quote("." + name(member));
            Type type = member.getGenericReturnType();
            if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
                key += "\\.[^.]+";
                type = map.getActualTypeArguments()[1];
            }
            if (type instanceof Class<?> nested && nested.isInterface() && nested.isMemberClass()) {
                collect(key, nested, keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static String name(Method member) {
        WithName given = member.getAnnotation(WithName.class);
        return given == null ? member.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) : given.value();
    }

    /** From what each extension says of itself, but for what is fixed when it is built. */
    private static Set<String> quarkus() {
        Set<String> keys = new HashSet<>();
        try {
            for (URL model : Collections.list(KnownKeys.class
                    .getClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"))) {
                properties(new ObjectMapper().readTree(model), keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static void properties(JsonNode node, Set<String> keys) {
        if (node.path("phase").asText().equals("RUN_TIME") && node.path("path").has("property")) {
            keys.add(node.at("/path/property").asText());
        }
        node.forEach(child -> properties(child, keys));
    }
}
