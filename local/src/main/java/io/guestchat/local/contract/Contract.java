package io.guestchat.local.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.local.contract.Operation.Answer;
import io.guestchat.local.contract.Operation.Content;
import io.guestchat.local.contract.Operation.Header;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a service's document says about an exchange with it. */
public final class Contract {
    /** Headers that mean something to the caller: none of them may come where the document does not say so. */
    private static final List<String> TELLING =
            List.of("RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate", "DPoP-Nonce", "Location");

    /** What is refused before anybody looks which operation it was for: see the documents' own description. */
    private static final Set<Integer> BEFORE_ALL = Set.of(400, 405, 408, 413, 414, 431);

    /** What is answered where there is no operation. */
    private static final Set<Integer> NOWHERE = Set.of(400, 403, 404, 405, 406, 408, 413, 414, 431);

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ApiDocument document;
    private final JsonNode problem;

    public Contract(ApiDocument document) {
        this.document = document;
        this.problem = document.source().at("/components/schemas/Problem");
    }

    /** The operation that an exchange was about; empty if it was about none. */
    public Optional<Operation> operation(Exchange exchange) {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return document.at(exchange.path()).stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst();
    }

    /** What is not as documented, in words; empty if all is. */
    public List<String> faults(Exchange exchange) {
        Optional<Operation> operation = operation(exchange);
        if (operation.isPresent()) {
            Answer answer = operation.get().answers().get(exchange.status());
            if (answer == null) {
                return refusal(BEFORE_ALL, exchange);
            }
            List<String> faults = new ArrayList<>(answer(answer, exchange));
            if (exchange.succeeded()) {
                faults.addAll(request(operation.get(), exchange));
            }
            return faults;
        }
        if (exchange.method().equals("OPTIONS") && exchange.succeeded()) {
            return exchange.body().isEmpty() ? List.of() : List.of("OPTIONS has a body");
        }
        return refusal(NOWHERE, exchange);
    }

    private List<String> answer(Answer answer, Exchange exchange) {
        List<String> faults = new ArrayList<>(headers(answer.headers(), exchange));
        Content content = answer.body();
        if (content == null || exchange.method().equals("HEAD")) {
            if (!exchange.body().isEmpty()) {
                faults.add("a body is not documented");
            }
            return faults;
        }
        faults.addAll(body(content, exchange));
        return faults;
    }

    private static List<String> headers(List<Header> documented, Exchange exchange) {
        List<String> faults = new ArrayList<>();
        for (Header header : documented) {
            List<String> values = exchange.header(header.name());
            if (values.size() > 1 || (header.required() && values.isEmpty())) {
                faults.add(header.name() + " comes " + values.size() + " times");
            }
            values.forEach(value -> Schemas.faultsOfText(header.schema(), value)
                    .forEach(fault -> faults.add(header.name() + ": " + fault)));
        }
        for (String name : TELLING) {
            if (!exchange.header(name).isEmpty()
                    && documented.stream().noneMatch(header -> header.name().equals(name))) {
                faults.add(name + " is not documented");
            }
        }
        return faults;
    }

    private static List<String> body(Content content, Exchange exchange) {
        String type = String.join(",", exchange.header("Content-Type"))
                .split(";", 2)[0]
                .strip();
        if (!type.equals(content.mediaType())) {
            return List.of("the body is " + type + ", documented is " + content.mediaType());
        }
        try {
            return Schemas.faults(content.schema(), JSON.readTree(exchange.body()));
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON");
        }
    }

    /** Whatever succeeds must have been asked for as documented. */
    private static List<String> request(Operation operation, Exchange exchange) {
        List<String> faults = new ArrayList<>();
        Content body = operation.body();
        if (body != null && exchange.requestBody() != null) {
            try {
                Schemas.faults(body.schema(), JSON.readTree(exchange.requestBody()))
                        .forEach(fault -> faults.add("accepted although " + fault));
            } catch (JsonProcessingException e) {
                faults.add("accepted although it is not JSON");
            }
        }
        Set<String> seen = new HashSet<>();
        for (String pair : exchange.query().split("&")) {
            String[] parts = pair.split("=", 2);
            if (!seen.add(parts[0])) {
                continue;
            }
            operation.parameters().stream()
                    .filter(parameter ->
                            parameter.in().equals("query") && parameter.name().equals(parts[0]))
                    .flatMap(parameter -> Schemas.faultsOfText(parameter.schema(), decode(parts)).stream())
                    .forEach(fault -> faults.add("accepted although " + parts[0] + " " + fault));
        }
        return faults;
    }

    private static String decode(String[] pair) {
        return pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
    }

    private List<String> refusal(Set<Integer> statuses, Exchange exchange) {
        if (!statuses.contains(exchange.status())) {
            return List.of("the status is not documented");
        }
        List<String> faults = new ArrayList<>();
        if (exchange.status() == 400 && !exchange.body().contains("problem:malformed\"")) {
            faults.add("the problem is not documented");
        }
        if (exchange.status() == 405 && exchange.header("Allow").size() != 1) {
            faults.add("Allow is missing");
        }
        if (exchange.method().equals("HEAD")) {
            return faults;
        }
        faults.addAll(body(new Content("application/problem+json", problem, List.of()), exchange));
        if (!exchange.body().contains("\"status\":" + exchange.status())) {
            faults.add("the body has another status");
        }
        return faults;
    }
}
