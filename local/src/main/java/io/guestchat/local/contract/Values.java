package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.stream.Collectors;

/** Values that a schema allows, its bounds more often than what lies between. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int TRIES = 200;

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    /** @param example is returned where no other value is found */
    JsonNode of(JsonNode schema, JsonNode example) {
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("oneOf")) {
            return of(schema.get("oneOf").get(random.nextInt(schema.get("oneOf").size())), example);
        }
        String type = schema.path("type").isArray()
                ? schema.get("type")
                        .get(random.nextInt(schema.get("type").size()))
                        .asText()
                : schema.path("type").asText();
        return switch (type) {
            case "object" -> object(schema, example);
            case "integer" -> integer(schema);
            case "string" -> string(schema, example);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> example;
        };
    }

    private JsonNode object(JsonNode schema, JsonNode example) {
        ObjectNode object = NODES.objectNode();
        String required = schema.path("required").toString();
        schema.path("properties").properties().forEach(each -> {
            if (required.contains("\"" + each.getKey() + "\"") || random.nextBoolean()) {
                object.set(each.getKey(), of(each.getValue(), example.path(each.getKey())));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            for (int i = random.nextInt(schema.path("maxProperties").asInt(3) + 1); i > 0; i--) {
                object.set("k" + i, of(schema.get("additionalProperties"), NODES.textNode("v")));
            }
        }
        return object;
    }

    private JsonNode integer(JsonNode schema) {
        long min = schema.path("minimum").asLong(0);
        long max = schema.path("maximum").asLong(1_000_000);
        return NODES.numberNode(
                switch (random.nextInt(4)) {
                    case 0 -> min;
                    case 1 -> max;
                    default -> random.nextLong(min, max + 1);
                });
    }

    private JsonNode string(JsonNode schema, JsonNode example) {
        int min = schema.path("minLength").asInt(0);
        int max = Math.max(min, schema.path("maxLength").asInt(40));
        for (int i = 0; i < TRIES; i++) {
            int length = random.nextInt(4) == 0 ? max : random.nextInt(min, Math.min(max, min + 60) + 1);
            JsonNode found = NODES.textNode(text(
                    length == 0 && example.isTextual() ? example.textValue().length() : length));
            if (Schemas.faults(schema, found).isEmpty()) {
                return found;
            }
        }
        return example;
    }

    private String text(int length) {
        return random.ints(length, 0, BASE64URL.length())
                .mapToObj(i -> BASE64URL.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
