package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values against JSON Schemas (2020-12), formats included. */
final class Schemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<JsonNode, Schema> KNOWN = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What is wrong with the value; empty if it is valid. */
    static List<String> faults(JsonNode schema, JsonNode value) {
        return KNOWN.computeIfAbsent(schema, REGISTRY::getSchema).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** The same for what stands in a header, a path or a query: a number, if the schema wants one and it is one. */
    static List<String> faultsOfText(JsonNode schema, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        boolean number = schema.path("type").asText().equals("integer") && text.matches("-?[0-9]{1,18}");
        return faults(schema, number ? nodes.numberNode(Long.parseLong(text)) : nodes.textNode(text));
    }
}
