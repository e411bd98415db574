package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the OWASP API Security Top 10 (2023) that apply, each by its name. What stands elsewhere is not repeated. */
@QuarkusTest
class ApiTopTenIT extends InviteService {
    private static final Set<String> DOCUMENTED = Set.of(
            "inviteId",
            "token",
            "linkBase",
            "memberId",
            "status",
            "createdAt",
            "expiresAt",
            "conversationIdleTtl",
            "metadata");

    private final String id = Samples.inviteId();
    private final String member = Samples.memberId();

    @Test
    void api1BrokenObjectLevelAuthorization() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        String nobodys = Samples.inviteId();

        // When, then: another's cannot be told from none, in status, headers and body
        assertAlike(GLOBEX.get(nobodys), GLOBEX.get(id));
        assertAlike(GLOBEX.delete(nobodys), GLOBEX.delete(id));
        assertAlike(GLOBEX.get(nobodys), GLOBEX.put(id, Samples.body(member)));
        assertAlike(GLOBEX.get(nobodys), GLOBEX.put(id, Samples.body("somebody-else")));
        List<String> listed = GLOBEX.call().get("/v1/invites").path("invites.inviteId");
        assertFalse(listed.contains(id));
        ACME.get(id).then().statusCode(200).body("status", is("active"));
        assertEquals(1, Log.of(id).size());
    }

    @Test
    void api1AnotherTenantsCursor() {
        // Given
        ACME.put(id, Samples.body(member)).then().statusCode(201);
        ACME.put(Samples.inviteId(), Samples.body(member)).then().statusCode(201);
        String cursor = ACME.call().queryParam("limit", 1).get("/v1/invites").path("nextCursor");

        // When
        Response used = GLOBEX.call().queryParam("cursor", cursor).get("/v1/invites");

        // Then
        used.then().statusCode(422).body("field", is("cursor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "tenantId",
                "token",
                "inviteId",
                "createdAt",
                "expiresAt",
                "closedAt",
                "linkBase",
                "redeemed",
                "__proto__",
                "constructor",
                "@type",
                "class"
            })
    void api3BrokenObjectPropertyLevelAuthorization(String member) {
        // When
        Response answer = ACME.put(id, Samples.body("m", member, "globex"));

        // Then
        answer.then().statusCode(400).body("type", is("urn:guestchat:problem:malformed"));
        ACME.get(id).then().statusCode(404);
    }

    @Test
    void api3AnswersHoldWhatIsDocumentedAndNoMore() {
        // When
        Response created = ACME.put(id, Samples.body(member));
        Response read = ACME.get(id);
        Response listed = ACME.call().queryParam("memberId", member).get("/v1/invites");

        // Then
        assertEquals(DOCUMENTED, created.<Map<String, ?>>path("$").keySet());
        assertEquals(DOCUMENTED, read.<Map<String, ?>>path("$").keySet());
        assertEquals(DOCUMENTED, listed.<Map<String, ?>>path("invites[0]").keySet());
        for (Response each : List.of(created, read, listed)) {
            each.then().header("Cache-Control", is("no-store"));
        }
    }

    @Test
    void api4UnrestrictedResourceConsumption() {
        // When
        Response many = ACME.call().queryParam("limit", 1_000_000).get("/v1/invites");
        Response large = putText("{\"memberId\":\"" + "m".repeat(1_000_000) + "\"}");
        Response deep = putText("{\"metadata\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001));
        Response longNumber = putText("{\"expiresIn\":1" + "0".repeat(15_000) + "}");
        Response manyMembers = ACME.put(
                id,
                Samples.body(
                        member,
                        "metadata",
                        java.util.stream.IntStream.range(0, 1_000)
                                .boxed()
                                .collect(Collectors.toMap(i -> "k" + i, i -> ""))));

        // Then
        many.then().statusCode(422);
        large.then().statusCode(413);
        deep.then().statusCode(anyOf(is(400), is(413)));
        longNumber.then().statusCode(400);
        manyMembers.then().statusCode(422);
        ACME.get(id).then().statusCode(404);
    }

    @Test
    void api5BrokenFunctionLevelAuthorization() {
        // Given a member's token, and a guest's kind of token
        String members = ACME.token(c -> c.audience("guestchat:relay").subject(member));
        String guests = ACME.sign(ACME.key(), "at+jwt", c -> c.audience("guestchat:relay"));

        // When, then
        for (String token : List.of(members, guests)) {
            for (String scheme : List.of("Bearer ", "DPoP ")) {
                given().header("Authorization", scheme + token)
                        .contentType(ContentType.JSON)
                        .body(Samples.body(member))
                        .put("/v1/invites/{id}", id)
                        .then()
                        .statusCode(401);
                given().header("Authorization", scheme + token)
                        .get("/v1/invites")
                        .then()
                        .statusCode(401);
            }
        }
        ACME.get(id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PATCH", "PROPFIND"})
    void api8SecurityMisconfiguration(String method) {
        // When
        Response answer = ACME.call().request(method, "/v1/invites/" + id);

        // Then
        assertFalse(answer.statusCode() < 400, "status " + answer.statusCode());
        assertFalse(answer.statusCode() >= 500 && answer.statusCode() != 501, "status " + answer.statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health", "/q/metrics", "/q/openapi", "/q/dev-ui", "/v2/invites", "/v1/../q/metrics", "/v0"})
    void api9ImproperInventoryManagement(String path) {
        // When
        Response answer = ACME.call().urlEncodingEnabled(false).get(path);

        // Then
        answer.then().statusCode(404).contentType("application/problem+json");
    }

    private Response putText(String body) {
        return ACME.call().contentType(ContentType.JSON).body(body).put("/v1/invites/{id}", id);
    }

    private static void assertAlike(Response nobodys, Response anothers) {
        assertEquals(404, nobodys.statusCode());
        assertEquals(404, anothers.statusCode());
        assertEquals(nobodys.asString(), anothers.asString());
        assertEquals(headers(nobodys), headers(anothers));
    }

    private static Set<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !header.hasSameNameAs(new Header("Date", "")))
                .map(Header::toString)
                .collect(Collectors.toSet());
    }
}
