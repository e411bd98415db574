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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
