package io.guestchat.local.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract test would let pass is worse than none: it is tried with exchanges that are wrong. */
class ContractTest {
    private static final Map<String, List<String>> JSON =
            Map.of("content-type", List.of("application/json;charset=UTF-8"), "CACHE-CONTROL", List.of("no-store"));
    private static final Map<String, List<String>> PROBLEM =
            Map.of("Content-Type", List.of("application/problem+json"));
    private static final String ID = "/v1/invites/AZGoUaNpS7qr3V01itG4Og";
    private static final String INVITE = """
            {"inviteId":"AZGoUaNpS7qr3V01itG4Og","token":"a.b.c","linkBase":"https://chat.example/i","memberId":"m",\
            "status":"active","createdAt":"2026-11-23T10:00:00Z","expiresAt":"2026-11-30T10:00:00Z",\
            "conversationIdleTtl":864000,"metadata":{}}""";

    private final Contract contract = new Contract(ApiDocument.of("invite"));

    @Test
    void passesWhatIsAsDocumented() {
        assertEquals(List.of(), faults("GET", ID, null, 200, JSON, INVITE));
        assertEquals(List.of(), faults("HEAD", ID, null, 200, JSON, ""));
        assertEquals(
                List.of(), faults("GET", "/v1/invites?limit=5", null, 200, JSON, "{\"invites\":[" + INVITE + "]}"));
        assertEquals(List.of(), faults("GET", ID, null, 404, PROBLEM, problem("not-found", 404)));
        assertEquals(List.of(), faults("GET", "/nowhere", null, 404, PROBLEM, problem("not-found", 404)));
        assertEquals(List.of(), faults("GET", ID, null, 431, PROBLEM, problem("too-large", 431)));
        assertEquals(List.of(), faults("DELETE", ID, null, 204, Map.of(), ""));
    }

    @ParameterizedTest
    @MethodSource
    void findsWhatIsNot(
            String method,
            String target,
            @Nullable String request,
            int status,
            Map<String, List<String>> headers,
            String body) {
        assertFalse(faults(method, target, request, status, headers, body).isEmpty());
    }

    static Stream<Arguments> findsWhatIsNot() {
        Map<String, List<String>> withRetry =
                Map.of("Content-Type", List.of("application/problem+json"), "Retry-After", List.of("1"));
        return Stream.of(
                // another status
                Arguments.of("GET", ID, null, 202, JSON, INVITE),
                Arguments.of("GET", ID, null, 500, PROBLEM, problem("internal", 500)),
                Arguments.of("GET", "/nowhere", null, 200, JSON, "{}"),
                // another body
                Arguments.of("GET", ID, null, 200, JSON, INVITE.replace("active", "odd")),
                Arguments.of("GET", ID, null, 200, JSON, INVITE.replace("{}", "{},\"more\":1")),
                Arguments.of("GET", ID, null, 200, JSON, INVITE.replace("\"token\":\"a.b.c\",", "")),
                Arguments.of("GET", ID, null, 200, JSON, INVITE + "}"),
                Arguments.of("DELETE", ID, null, 204, Map.of(), "{}"),
                Arguments.of("GET", ID, null, 404, PROBLEM, problem("invite-conflict", 404)),
                Arguments.of("GET", "/nowhere", null, 404, PROBLEM, problem("not-found", 400)),
                Arguments.of("GET", "/nowhere", null, 404, Map.of(), "<html>"),
                // other headers
                Arguments.of("GET", ID, null, 200, Map.of("Content-Type", List.of("application/json")), INVITE),
                Arguments.of("GET", ID, null, 404, withRetry, problem("not-found", 404)),
                Arguments.of("GET", ID, null, 503, PROBLEM, problem("unavailable", 503)),
                Arguments.of("POST", ID, null, 405, PROBLEM, problem("method-not-allowed", 405)),
                // a request that should not have succeeded
                Arguments.of("GET", "/v1/invites?limit=101", null, 200, JSON, "{\"invites\":[]}"),
                Arguments.of(
                        "PUT", ID, "{\"memberId\":\"m\",\"claimHash\":\"" + "A".repeat(43) + "\"}", 201, JSON, INVITE));
    }

    private List<String> faults(
            String method,
            String target,
            @Nullable String request,
            int status,
            Map<String, List<String>> headers,
            String body) {
        return contract.faults(new Exchange(method, target, request, status, headers, body));
    }

    private static String problem(String code, int status) {
        return "{\"type\":\"urn:guestchat:problem:" + code + "\",\"title\":\"t\",\"status\":" + status
                + ",\"detail\":\"d\"}";
    }
}
