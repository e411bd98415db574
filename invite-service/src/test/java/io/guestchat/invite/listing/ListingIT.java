package io.guestchat.invite.listing;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.guestchat.invite.world.Tenant.GLOBEX;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ListingIT extends InviteService {
    private final String member = Samples.memberId();

    @Test
    void pagesNewestFirstUndisturbedByNewOnes() {
        // Given
        List<String> created = create(7);
        Response first = list(Map.of("memberId", member, "limit", 3));
        create(2);

        // When
        Response second = list(Map.of("memberId", member, "limit", 3, "cursor", first.path("nextCursor")));
        Response third = list(Map.of("memberId", member, "limit", 3, "cursor", second.path("nextCursor")));

        // Then
        List<String> seen = new ArrayList<>();
        for (Response page : List.of(first, second, third)) {
            seen.addAll(page.path("invites.inviteId"));
        }
        assertEquals(created.reversed(), seen);
        third.then().body("nextCursor", nullValue());
    }

    @Test
    void hasNoNextCursorWhenThePageIsTheLast() {
        // Given
        create(3);

        // When
        Response page = list(Map.of("memberId", member, "limit", 3));

        // Then
        page.then().statusCode(200).body("invites.size()", is(3)).body("nextCursor", nullValue());
    }

    @Test
    void filtersByStatus() {
        // Given
        List<String> created = create(5);
        ACME.delete(created.get(1)).then().statusCode(204);
        ACME.delete(created.get(3)).then().statusCode(204);

        // When
        Response active = list(Map.of("memberId", member, "status", "active", "limit", 2));
        Response rest =
                list(Map.of("memberId", member, "status", "active", "limit", 2, "cursor", active.path("nextCursor")));
        Response revoked = list(Map.of("memberId", member, "status", "revoked"));

        // Then
        active.then().body("invites.inviteId", is(List.of(created.get(4), created.get(2))));
        rest.then().body("invites.inviteId", is(List.of(created.get(0)))).body("nextCursor", nullValue());
        revoked.then().body("invites.inviteId", is(List.of(created.get(3), created.get(1))));
    }

    /** Whatever is created and revoked meanwhile: what was there at the start is seen once, in its order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void repeatsAndSkipsNoneWhileOthersComeAndGo(long seed) {
        // Given
        Random random = new Random(seed);
        List<String> created = create(random.nextInt(5, 25));
        Map<String, Object> question = new HashMap<>(Map.of("memberId", member, "limit", random.nextInt(1, 8)));

        // When
        List<String> seen = new ArrayList<>();
        String cursor;
        do {
            Response page = list(question);
            seen.addAll(page.then().statusCode(200).extract().path("invites.inviteId"));
            cursor = page.path("nextCursor");
            if (cursor != null) {
                question.put("cursor", cursor);
            }
            create(random.nextInt(3));
            ACME.delete(created.get(random.nextInt(created.size()))).then().statusCode(204);
        } while (cursor != null);

        // Then
        seen.retainAll(created);
        assertEquals(created.reversed(), seen);
    }

    @Test
    void pagesTheActiveOnesWhileSomeAreRevoked() {
        // Given
        List<String> created = create(12);
        Map<String, Object> question = Map.of("memberId", member, "status", "active", "limit", 4);
        Response first = list(question);
        for (int i : List.of(0, 3, 9, 11)) {
            ACME.delete(created.get(i)).then().statusCode(204);
        }

        // When
        Map<String, Object> next = new HashMap<>(question);
        next.put("cursor", first.path("nextCursor"));
        Response second = list(next);
        next.put("cursor", second.path("nextCursor"));
        Response third = list(next);

        // Then
        first.then().body("invites.inviteId", is(created.reversed().subList(0, 4)));
        second.then()
                .body("invites.inviteId", is(List.of(created.get(7), created.get(6), created.get(5), created.get(4))));
        third.then()
                .body("invites.inviteId", is(List.of(created.get(2), created.get(1))))
                .body("nextCursor", nullValue());
    }

    @Test
    void refusesACursorOfAnotherListing() {
        // Given
        create(3);
        String cursor = list(Map.of("memberId", member, "limit", 1)).path("nextCursor");

        // When
        Response otherStatus = list(Map.of("memberId", member, "status", "active", "cursor", cursor));
        Response otherMember = list(Map.of("memberId", Samples.memberId(), "cursor", cursor));
        Response changed = list(Map.of("memberId", member, "cursor", cursor.replaceFirst("^.", "Z")));
        Response otherLimit = list(Map.of("memberId", member, "limit", 100, "cursor", cursor));

        // Then
        for (Response refused : List.of(otherStatus, otherMember, changed)) {
            refused.then().statusCode(422).body("field", is("cursor"));
        }
        otherLimit.then().statusCode(200).body("invites.size()", is(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"memberid=x", "offset=1", "status=active&status=revoked", "limit=1&limit=1", "access_token=x"})
    void refusesParametersThatItDoesNotHave(String query) {
        // When
        Response answer = ACME.call().urlEncodingEnabled(false).get("/v1/invites?" + query);

        // Then
        answer.then().statusCode(400).body("type", is("urn:guestchat:problem:malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memberId", "status", "limit", "cursor"})
    void refusesParametersWithoutAValue(String name) {
        // When
        Response answer = ACME.call().urlEncodingEnabled(false).get("/v1/invites?" + name + "=");

        // Then
        answer.then()
                .statusCode(422)
                .body("type", is("urn:guestchat:problem:invalid"))
                .body("field", is(name));
    }

    @Test
    void refusesParametersOfCallsThatHaveNone() {
        // Given
        String id = create(1).getFirst();

        // When
        Response read = ACME.call().queryParam("memberId", member).get("/v1/invites/{id}", id);
        Response revoked = ACME.call().queryParam("force", "true").delete("/v1/invites/{id}", id);

        // Then
        read.then().statusCode(400);
        revoked.then().statusCode(400);
        ACME.get(id).then().statusCode(200).body("status", is("active"));
    }

    @Test
    void showsATenantItsOwnOnly() {
        // Given
        List<String> created = create(1);

        // When
        Response theirs = GLOBEX.call().queryParam("memberId", member).get("/v1/invites");
        Response all = list(Map.of("limit", 1));

        // Then
        theirs.then().statusCode(200).body("invites", empty()).body("nextCursor", nullValue());
        all.then().body("invites.inviteId", is(created));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, -1",
        "limit, ten",
        "limit, 99999999999",
        "status, used",
        "memberId, with space",
        "cursor, !",
        "cursor, AAAA",
        "cursor, MDE5OGYzYTJjMWQ0"
    })
    void refusesParametersOutOfRange(String name, String value) {
        // When
        Response answer = list(Map.of(name, value));

        // Then
        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", is("urn:guestchat:problem:invalid"))
                .body("field", is(name));
    }

    private Response list(Map<String, ?> parameters) {
        return ACME.call().queryParams(parameters).get("/v1/invites");
    }

    private List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = Samples.inviteId();
            ACME.put(id, Samples.body(member)).then().statusCode(201);
            ids.add(id);
        }
        return ids;
    }
}
