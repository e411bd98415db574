package io.guestchat.invite.calls;

import static io.guestchat.invite.world.Tenant.ACME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.invite.world.InviteService;
import io.guestchat.local.contract.ApiDocument;
import io.guestchat.local.contract.Draft;
import io.guestchat.local.contract.Fuzzer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests made from the OpenAPI document, right and wrong. {@code -Dguestchat.long=true}: many, from another seed each time. */
@QuarkusTest
class FuzzIT extends InviteService {
    private static final boolean LONG = Boolean.getBoolean("guestchat.long");

    private final String token = ACME.token();
    private final Fuzzer fuzzer = new Fuzzer(ApiDocument.of("invite"), this::complete);

    @Test
    void neverAnswersOtherThanDocumented() {
        // Given
        long seed = Long.getLong("guestchat.fuzz.seed", LONG ? new Random().nextInt() : 1);

        // When
        List<String> faults = fuzzer.run(RestAssured.port, seed, LONG ? 30_000 : 1_500);

        // Then
        System.out.println("fuzz seed=" + seed + " statuses=" + fuzzer.statuses());
        assertEquals("", String.join("\n\n", faults));
        assertTrue(fuzzer.statuses().keySet().containsAll(List.of(200, 201, 204, 400, 401, 404, 405, 413, 415, 422)));
    }

    private void complete(Draft draft, Random random) {
        draft.header("Authorization", "Bearer " + token);
    }
}
