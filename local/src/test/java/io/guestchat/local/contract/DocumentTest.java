package io.guestchat.local.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.guestchat.local.contract.Operation.Answer;
import io.guestchat.local.contract.Operation.Content;
import io.guestchat.protocol.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise of themselves. */
class DocumentTest {
    private static final Map<String, ProblemCode> CODES =
            Arrays.stream(ProblemCode.values()).collect(Collectors.toMap(ProblemCode::type, Function.identity()));

    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void everyBodyHasExamplesThatAreValid(String service) {
        assertAll(operations(service).flatMap(operation -> bodies(operation).map(body -> (Executable) () -> {
            assertFalse(body.examples().isEmpty(), operation.id() + " has a body without an example");
            for (JsonNode example : body.examples()) {
                assertEquals(List.of(), Schemas.faults(body.schema(), example), operation.id());
            }
        })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void everyParameterAndHeaderHasAnExampleThatIsValid(String service) {
        assertAll(operations(service)
                .flatMap(operation -> Stream.concat(
                        operation.parameters().stream().map(Operation.Parameter::definition),
                        operation.answers().values().stream()
                                .flatMap(answer -> answer.headers().stream())
                                .map(Operation.Header::definition)))
                .map(definition -> () -> assertEquals(
                        List.of(),
                        Schemas.faultsOfText(
                                definition.get("schema"),
                                definition.required("example").asText()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void everyProblemIsOneOfTheProtocol(String service) {
        assertAll(operations(service).flatMap(operation -> operation.answers().entrySet().stream()
                .filter(answer -> answer.getKey() >= 400)
                .map(answer -> (Executable) () -> problems(operation.id(), answer.getKey(), answer.getValue()))));
    }

    private static void problems(String operation, int status, Answer answer) {
        Content body = answer.body();
        assertTrue(body != null && body.mediaType().equals("application/problem+json"), operation + " " + status);
        body.schema()
                .at("/allOf/1/properties/type/enum")
                .forEach(
                        type -> assertEquals(status, CODES.get(type.textValue()).status(), operation));
        for (JsonNode example : body.examples()) {
            ProblemCode code = CODES.get(example.get("type").textValue());
            assertEquals(code.title(), example.get("title").textValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void everyObjectSaysWhatElseItMayHold(String service) {
        ApiDocument.of(service)
                .source()
                .at("/components/schemas")
                .findParents("properties")
                .forEach(schema -> assertTrue(schema.has("additionalProperties"), schema::toPrettyString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invite", "session"})
    void everyOperationHasANameOfItsOwn(String service) {
        List<String> names = operations(service).map(Operation::id).toList();

        assertEquals(names, names.stream().distinct().toList());
    }

    private static Stream<Operation> operations(String service) {
        return ApiDocument.of(service).operations().stream();
    }

    private static Stream<Content> bodies(Operation operation) {
        return Stream.concat(
                        Stream.ofNullable(operation.body()),
                        operation.answers().values().stream().flatMap(answer -> Stream.ofNullable(answer.body())))
                .map(Function.identity());
    }
}
