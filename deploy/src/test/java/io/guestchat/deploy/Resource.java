package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One manifest.
 *
 * @param json as it would be sent; planted faults change it
 */
record Resource(ObjectNode json) {
    String type() {
        return json.path("apiVersion").asText() + "/" + kind();
    }

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    /** As faults call it. */
    String label() {
        return kind() + " " + name();
    }

    /** @param pointer as JSON pointers are written: {@code /spec/replicas} */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    String text(String pointer) {
        return at(pointer).asText();
    }

    /** What there is, to be changed. */
    ObjectNode object(String pointer) {
        return (ObjectNode) at(pointer);
    }

    boolean isWorkload() {
        return kind().equals("Deployment") || kind().equals("StatefulSet");
    }

    /** Of a workload: what a pod is made from. */
    JsonNode pod() {
        return at("/spec/template/spec");
    }

    /** Of a workload: all of its containers. */
    List<JsonNode> containers() {
        return Stream.concat(each(pod().path("initContainers")), each(pod().path("containers")))
                .toList();
    }

    /** Of a workload: the labels of its pods. */
    Map<String, String> podLabels() {
        return texts(at("/spec/template/metadata/labels"));
    }

    /** Of a workload: whether a container has a port of that name, or number. */
    boolean hasPort(String port) {
        return containers().stream()
                .flatMap(container -> each(container.path("ports")))
                .anyMatch(p -> p.path("name").asText().equals(port)
                        || p.path("containerPort").asText().equals(port));
    }

    /** Whether a label selector takes these labels. */
    static boolean selects(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(texts(selector.path("matchLabels")).entrySet())
                && each(selector.path("matchExpressions")).allMatch(expression -> meets(expression, labels));
    }

    private static boolean meets(JsonNode expression, Map<String, String> labels) {
        String key = expression.path("key").asText();
        return switch (expression.path("operator").asText()) {
            case "In" ->
                each(expression.path("values"))
                        .anyMatch(allowed -> allowed.asText().equals(labels.get(key)));
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> throw new AssertionError("not read here: " + expression);
        };
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> texts(JsonNode object) {
        return object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .asText()));
    }
}
