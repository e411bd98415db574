package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of a service.
 *
 * @param id     its {@code operationId}
 * @param method in capitals
 * @param path   with its parameters in braces
 * @param security what credentials it wants
 * @param body   absent if it takes none
 * @param answers by status
 */
public record Operation(
        String id,
        String method,
        String path,
        JsonNode security,
        List<Parameter> parameters,
        @Nullable Content body,
        SortedMap<Integer, Answer> answers) {

    /** @param in {@code path} or {@code query} */
    public record Parameter(String name, String in, boolean required, JsonNode schema, JsonNode definition) {}

    /** A body. */
    public record Content(String mediaType, JsonNode schema, List<JsonNode> examples) {}

    /** What may be answered with one status. @param body absent if the answer has none */
    public record Answer(List<Header> headers, @Nullable Content body) {}

    /** A header of an answer. */
    public record Header(String name, boolean required, JsonNode schema, JsonNode definition) {}

    static Operation of(String path, String method, JsonNode operation, JsonNode shared, JsonNode security) {
        List<Parameter> parameters = new ArrayList<>();
        List.of(shared, operation.path("parameters"))
                .forEach(some -> some.forEach(each -> parameters.add(new Parameter(
                        each.get("name").textValue(),
                        each.get("in").textValue(),
                        each.path("required").booleanValue(),
                        each.get("schema"),
                        each))));
        SortedMap<Integer, Answer> answers = new TreeMap<>();
        operation
                .get("responses")
                .properties()
                .forEach(each -> answers.put(Integer.valueOf(each.getKey()), answer(each.getValue())));
        return new Operation(
                operation.get("operationId").textValue(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("security").isMissingNode() ? security : operation.get("security"),
                parameters,
                content(operation.path("requestBody")),
                answers);
    }

    boolean matches(String address) {
        String form = Pattern.compile("\\{[^}]+}")
                .splitAsStream(path + " ")
                .map(Pattern::quote)
                .reduce((one, other) -> one + "[^/]+" + other)
                .orElseThrow();
        return Pattern.matches(form, address + " ");
    }

    private static Answer answer(JsonNode response) {
        List<Header> headers = new ArrayList<>();
        response.path("headers")
                .properties()
                .forEach(each -> headers.add(new Header(
                        each.getKey(),
                        each.getValue().path("required").booleanValue(),
                        each.getValue().get("schema"),
                        each.getValue())));
        return new Answer(List.copyOf(headers), content(response));
    }

    private static @Nullable Content content(JsonNode holder) {
        for (var each : holder.path("content").properties()) {
            JsonNode content = each.getValue();
            List<JsonNode> examples = new ArrayList<>();
            if (content.has("example")) {
                examples.add(content.get("example"));
            }
            content.path("examples").forEach(example -> examples.add(example.get("value")));
            return new Content(each.getKey(), content.get("schema"), examples);
        }
        return null;
    }
}
