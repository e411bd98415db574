package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An OpenAPI 3.1 document with all of its references replaced by what they stand for. */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode source;
    private final List<Operation> operations;

    private ApiDocument(JsonNode source) {
        this.source = source;
        this.operations = operationsOf(source);
    }

    /**
     * The document of a service, as its jar has it.
     *
     * @param service e.g. {@code invite}
     */
    public static ApiDocument of(String service) {
        String name = "/META-INF/openapi/" + service + ".yaml";
        try (InputStream text = ApiDocument.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new ApiDocument(new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ApiDocument read(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            return new ApiDocument(new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ApiDocument of(JsonNode source) {
        return new ApiDocument(source);
    }

    /** As it is written, with its references. */
    JsonNode source() {
        return source;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation with this {@code operationId}. */
    public Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation " + id));
    }

    /** All operations at an address, whichever their method; the address with the fewest parameters wins. */
    List<Operation> at(String path) {
        Optional<String> template = operations.stream()
                .filter(operation -> operation.matches(path))
                .map(Operation::path)
                .min((one, other) -> Long.compare(parameters(one), parameters(other)));
        return template.map(found -> operations.stream()
                        .filter(operation -> operation.path().equals(found))
                        .toList())
                .orElseGet(List::of);
    }

    private static long parameters(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private static List<Operation> operationsOf(JsonNode source) {
        List<Operation> found = new ArrayList<>();
        JsonNode resolved = resolve(source.get("paths"), source);
        resolved.properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                found.add(Operation.of(
                        path.getKey(),
                        method.getKey(),
                        method.getValue(),
                        path.getValue().path("parameters"),
                        source.path("security")));
            }
        }));
        return List.copyOf(found);
    }

    static JsonNode resolve(JsonNode node, JsonNode root) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(each -> copy.add(resolve(each, root)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = object.objectNode();
        JsonNode reference = object.get("$ref");
        if (reference != null) {
            JsonNode target = root.at(reference.textValue().substring(1));
            if (target.isMissingNode()) {
                throw new IllegalArgumentException("nothing is at " + reference.textValue());
            }
            copy.setAll((ObjectNode) resolve(target, root));
        }
        object.properties().forEach(each -> {
            if (!each.getKey().equals("$ref")) {
                copy.set(each.getKey(), resolve(each.getValue(), root));
            }
        });
        return copy;
    }
}
