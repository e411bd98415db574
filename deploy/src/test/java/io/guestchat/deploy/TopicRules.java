package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guestchat.local.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics are those that the suite makes for itself on one machine; users may do what the table in the architecture says. */
final class TopicRules {
    /** A row of the table: topic, how it is kept, who writes, who reads. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(guestchat\\.[a-z]+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|$");

    private static final Map<String, String> CALLED = Map.of(
            "invite-service", "invite-service",
            "session-service", "session-service",
            "relay-service", "relay-service",
            "events-reader", "providers",
            "audit-reader", "auditors");

    private TopicRules() {}

    /** @param replication how many brokers hold each partition */
    static List<String> faults(Manifests manifests, int replication) {
        List<String> faults = new ArrayList<>();
        topics(manifests, replication, faults);
        manifests.all("KafkaUser").forEach(user -> user(user, faults));
        return faults;
    }

    private static void topics(Manifests manifests, int replication, List<String> faults) {
        int partitions = Integer.parseInt(Settings.of(manifests, manifests.get("Deployment", "relay-service"))
                .value("guestchat.topics.partitions", "64"));
        Map<String, NewTopic> wanted = Topics.topics(partitions, (short) replication).stream()
                .collect(Collectors.toMap(NewTopic::name, topic -> topic));
        Set<String> names =
                manifests.all("KafkaTopic").map(Resource::name).collect(Collectors.toCollection(TreeSet::new));
        if (!names.equals(wanted.keySet())) {
            faults.add("topics are " + names + ", not " + new TreeSet<>(wanted.keySet()));
        }
        manifests.all("KafkaTopic").forEach(topic -> {
            NewTopic expected = wanted.get(topic.name());
            if (expected == null) {
                return;
            }
            if (topic.at("/spec/partitions").asInt() != expected.numPartitions()
                    || topic.at("/spec/replicas").asInt() != expected.replicationFactor()) {
                faults.add("%s has %s partitions and %s replicas, not %d and %d"
                        .formatted(
                                topic.name(),
                                topic.at("/spec/partitions"),
                                topic.at("/spec/replicas"),
                                expected.numPartitions(),
                                expected.replicationFactor()));
            }
            Map<String, String> config = Resource.texts(topic.at("/spec/config"));
            if (!config.equals(expected.configs())) {
                faults.add(topic.name() + " is kept by " + config + ", not " + expected.configs());
            }
        });
    }

    private static void user(Resource user, List<String> faults) {
        Set<String> may = new TreeSet<>();
        groups(user, faults);
        Resource.each(user.at("/spec/authorization/acls")).forEach(acl -> {
            String type = acl.at("/resource/type").asText();
            String pattern = acl.at("/resource/patternType").asText();
            String name = acl.at("/resource/name").asText();
            boolean known = type.equals("topic") && pattern.equals("literal") && !name.equals("*")
                    || type.equals("group") && name.length() > 1;
            if (!known) {
                faults.add(user.name() + " has rights over more than it names: " + acl.path("resource"));
            }
            Resource.each(acl.path("operations"))
                    .map(operation -> operation.asText())
                    .filter(operation -> !operation.equals("Describe"))
                    .forEach(operation -> {
                        if (type.equals("topic")) {
                            may.add(operation + " " + name);
                        } else if (!operation.equals("Read")) {
                            faults.add(user.name() + " may " + operation + " groups");
                        }
                    });
        });
        Set<String> needs = needs(CALLED.getOrDefault(user.name(), "nobody"));
        if (!may.equals(needs)) {
            faults.add(user.name() + " may " + may + ", and needs " + needs);
        }
    }

    /** Those of a service's consumers, by its own settings. */
    private static void groups(Resource user, List<String> faults) {
        if (!Settings.isModule(user.name())) {
            return;
        }
        List<JsonNode> named = Resource.each(user.at("/spec/authorization/acls"))
                .map(acl -> acl.path("resource"))
                .filter(resource -> resource.path("type").asText().equals("group"))
                .toList();
        Properties settings = Settings.ofModule(user.name());
        settings.stringPropertyNames().stream()
                .filter(key -> key.matches("mp\\.messaging\\.incoming\\..+\\.group\\.id"))
                .map(settings::getProperty)
                .filter(group -> named.stream().noneMatch(resource -> covers(resource, group)))
                .sorted()
                .forEach(group -> faults.add(user.name() + " may not read as " + group));
    }

    private static boolean covers(JsonNode resource, String group) {
        String name = resource.path("name").asText();
        return resource.path("patternType").asText().equals("prefix") ? group.startsWith(name) : group.equals(name);
    }

    private static Set<String> needs(String who) {
        Set<String> needs = new TreeSet<>();
        Matcher rows = ROW.matcher(architecture());
        while (rows.find()) {
            if (rows.group(2).contains(who)) {
                needs.add("Write " + rows.group(1));
            }
            if (rows.group(3).contains(who)) {
                needs.add("Read " + rows.group(1));
            }
        }
        return needs;
    }

    private static String architecture() {
        try {
            return Files.readString(Overlay.root().resolve("docs/architecture.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
