package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Whether each value of a narrow schema is one of a wide schema. For requests the wide one is today's, for answers yesterday's, with
 * one exception: an answer may get a new member, and may not lose one.
 */
final class SchemaComparison {
    private static final List<String> LOWER = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> EXACT = List.of("pattern", "format");

    private final boolean answer;
    private final List<String> breaks = new ArrayList<>();

    SchemaComparison(boolean answer) {
        this.answer = answer;
    }

    List<String> breaks(String where, JsonNode wide, JsonNode narrow) {
        compare(where, wide, narrow);
        return breaks;
    }

    private void compare(String where, JsonNode wide, JsonNode narrow) {
        if (wide.has("oneOf") || narrow.has("oneOf")) {
            for (JsonNode each : alternatives(narrow)) {
                if (alternatives(wide).stream().noneMatch(other -> new SchemaComparison(answer)
                        .breaks("", other, each)
                        .isEmpty())) {
                    breaks.add(where + " has changed alternatives");
                }
            }
            return;
        }
        ObjectNode most = merged(wide);
        ObjectNode least = merged(narrow);
        values(where, most, least);
        bounds(where, most, least);
        members(where, most, least);
        if (most.has("items") && least.has("items")) {
            compare(where + "[]", most.get("items"), least.get("items"));
        }
    }

    private void values(String where, ObjectNode wide, ObjectNode narrow) {
        if (wide.has("type")
                && !texts(wide.get("type")).containsAll(texts(narrow.path("type")))
                && !texts(narrow.path("type")).equals(Set.of())) {
            breaks.add(where + " has another type");
        }
        if (wide.has("type") && !narrow.has("type")) {
            breaks.add(where + " has another type");
        }
        Set<String> allowed = constants(wide);
        Set<String> used = constants(narrow);
        if (!allowed.isEmpty() && (used.isEmpty() || !allowed.containsAll(used))) {
            breaks.add(where + " has other values");
        }
        for (String keyword : EXACT) {
            if (wide.has(keyword) && !wide.get(keyword).equals(narrow.get(keyword))) {
                breaks.add(where + " has another " + keyword);
            }
        }
    }

    private void bounds(String where, ObjectNode wide, ObjectNode narrow) {
        for (String keyword : LOWER) {
            if (wide.path(keyword).asLong(Long.MIN_VALUE) > narrow.path(keyword).asLong(Long.MIN_VALUE)) {
                breaks.add(where + " has another " + keyword);
            }
        }
        for (String keyword : UPPER) {
            if (wide.path(keyword).asLong(Long.MAX_VALUE) < narrow.path(keyword).asLong(Long.MAX_VALUE)) {
                breaks.add(where + " has another " + keyword);
            }
        }
    }

    private void members(String where, ObjectNode wide, ObjectNode narrow) {
        texts(wide.path("required")).stream()
                .filter(name -> !texts(narrow.path("required")).contains(name))
                .forEach(name ->
                        breaks.add(where + "." + name + (answer ? " is no longer always there" : " is now required")));
        JsonNode known = wide.path("properties");
        JsonNode used = narrow.path("properties");
        JsonNode before = answer ? known : used;
        JsonNode after = answer ? used : known;
        before.properties().stream()
                .filter(each -> !after.has(each.getKey()))
                .forEach(each -> breaks.add(where + "." + each.getKey() + " is gone"));
        known.properties().stream()
                .filter(each -> used.has(each.getKey()))
                .forEach(each -> compare(where + "." + each.getKey(), each.getValue(), used.get(each.getKey())));
        JsonNode others = wide.path("additionalProperties");
        JsonNode theirs = narrow.path("additionalProperties");
        if (others.isObject() && theirs.isObject()) {
            compare(where + ".*", others, theirs);
        } else if ((others.isObject() || isFalse(others)) && !isFalse(theirs)) {
            breaks.add(where + " has other further members");
        }
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    private static List<JsonNode> alternatives(JsonNode schema) {
        return schema.has("oneOf")
                ? StreamSupport.stream(schema.get("oneOf").spliterator(), false).toList()
                : List.of(schema);
    }

    private static Set<String> constants(ObjectNode schema) {
        return schema.has("const") ? Set.of(schema.get("const").asText()) : texts(schema.path("enum"));
    }

    private static Set<String> texts(JsonNode node) {
        return node.isTextual()
                ? Set.of(node.textValue())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
    }

    /** With the parts of {@code allOf} in one. */
    private static ObjectNode merged(JsonNode schema) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        schema.path("allOf").forEach(part -> merge(all, merged(part)));
        merge(all, schema);
        all.remove("allOf");
        return all;
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(each -> {
            JsonNode present = into.get(each.getKey());
            if (present instanceof ObjectNode object && each.getValue().isObject()) {
                merge(object, each.getValue());
            } else if (each.getKey().equals("required") && present != null) {
                Set<String> both = texts(present);
                each.getValue().forEach(name -> {
                    if (!both.contains(name.asText())) {
                        into.withArray("required").add(name.asText());
                    }
                });
            } else {
                into.set(each.getKey(), each.getValue().deepCopy());
            }
        });
    }
}
