package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds of others (Strimzi, KEDA, the Gateway API, the Prometheus operator), against JSON Schemas that refuse unknown fields. */
final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> {});

    private final JsonNode bundle;
    private final Map<String, Schema> known = new HashMap<>();

    private Schemas(JsonNode bundle) {
        this.bundle = bundle;
    }

    /** Those that lie beside the checkout, in {@code ../shared/k8s/bundle.json}, if they do. */
    static Optional<Schemas> besideTheCheckout() {
        Path file = Overlay.root().resolve("../shared/k8s/bundle.json").normalize();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Schemas(new ObjectMapper().readTree(file.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean know(Resource resource) {
        return bundle.path("kinds").has(resource.type());
    }

    /** What is wrong with it; empty if it is valid. */
    List<String> faults(Resource resource) {
        return known.computeIfAbsent(resource.type(), this::schema).validate(resource.json()).stream()
                .map(Error::toString)
                .map(fault -> resource.label() + ": " + fault)
                .toList();
    }

    private Schema schema(String type) {
        ObjectNode schema = bundle.path("kinds").path(type).deepCopy();
        schema.set("definitions", bundle.path("definitions"));
        // Siblings of a $ref count for nothing in draft 7.
        ObjectNode all = schema.objectNode();
        all.putArray("allOf").addObject().set("$ref", schema.remove("$ref"));
        all.setAll(schema);
        return REGISTRY.getSchema(all);
    }
}
