package io.guestchat.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.guestchat.local.contract.Operation.Answer;
import io.guestchat.local.contract.Operation.Content;
import io.guestchat.local.contract.Operation.Header;
import io.guestchat.local.contract.Operation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller that was written against one document would trip over with another one. The known comparison for Java, openapi-diff,
 * overlooks changes of type and more in OpenAPI 3.1.
 */
final class Comparison {
    private final List<String> breaks = new ArrayList<>();

    private Comparison() {}

    /** What breaks such a caller, in words; empty if nothing does. */
    static List<String> breaks(ApiDocument released, ApiDocument current) {
        Comparison comparison = new Comparison();
        for (Operation before : released.operations()) {
            String name = before.method() + " " + before.path();
            Optional<Operation> after = current.operations().stream()
                    .filter(operation -> (operation.method() + " " + operation.path()).equals(name))
                    .findFirst();
            if (after.isEmpty()) {
                comparison.breaks.add(name + " is gone");
            } else {
                comparison.operation(name, before, after.get());
            }
        }
        return List.copyOf(comparison.breaks);
    }

    private void operation(String name, Operation before, Operation after) {
        parameters(name, before.parameters(), after.parameters());
        if (!before.security().equals(after.security())) {
            breaks.add(name + " wants other credentials");
        }
        requestBody(name + " body", before.body(), after.body());
        before.answers().forEach((status, answer) -> {
            Answer now = after.answers().get(status);
            if (now == null) {
                breaks.add(name + " " + status + " is gone");
            } else {
                answer(name + " " + status, answer, now);
            }
        });
        after.answers().keySet().stream()
                .filter(status -> status < 400 && !before.answers().containsKey(status))
                .forEach(status -> breaks.add(name + " " + status + " is new"));
    }

    private void parameters(String name, List<Parameter> before, List<Parameter> after) {
        for (Parameter old : before) {
            Parameter now = find(after, old);
            if (now == null) {
                breaks.add(name + " " + old.name() + " is gone");
            } else {
                accepts(name + " " + old.name(), now.schema(), old.schema());
            }
        }
        for (Parameter now : after) {
            Parameter old = find(before, now);
            if (now.required() && (old == null || !old.required())) {
                breaks.add(name + " " + now.name() + " is now required");
            }
        }
    }

    private static @Nullable Parameter find(List<Parameter> parameters, Parameter like) {
        return parameters.stream()
                .filter(each -> each.name().equals(like.name()) && each.in().equals(like.in()))
                .findFirst()
                .orElse(null);
    }

    private void requestBody(String where, @Nullable Content before, @Nullable Content after) {
        if (before == null || after == null) {
            if (before != after) {
                breaks.add(where + " is " + (after == null ? "gone" : "new"));
            }
            return;
        }
        if (!before.mediaType().equals(after.mediaType())) {
            breaks.add(where + " has another media type");
        }
        accepts(where, after.schema(), before.schema());
    }

    private void answer(String where, Answer before, Answer after) {
        for (Header old : before.headers()) {
            Optional<Header> now = after.headers().stream()
                    .filter(header -> header.name().equals(old.name()))
                    .findFirst();
            if (now.isEmpty()) {
                breaks.add(where + " " + old.name() + " is gone");
            } else {
                if (old.required() && !now.get().required()) {
                    breaks.add(where + " " + old.name() + " is no longer always there");
                }
                answers(where + " " + old.name(), old.schema(), now.get().schema());
            }
        }
        Content old = before.body();
        Content now = after.body();
        if (old == null || now == null) {
            if (old != now) {
                breaks.add(where + " body is " + (now == null ? "gone" : "new"));
            }
            return;
        }
        if (!old.mediaType().equals(now.mediaType())) {
            breaks.add(where + " has another media type");
        }
        answers(where, old.schema(), now.schema());
    }

    /** A request that was right must still be. */
    private void accepts(String where, JsonNode now, JsonNode before) {
        breaks.addAll(new SchemaComparison(false).breaks(where, now, before));
    }

    /** An answer must still be one that was to be expected. */
    private void answers(String where, JsonNode before, JsonNode now) {
        breaks.addAll(new SchemaComparison(true).breaks(where, before, now));
    }
}
