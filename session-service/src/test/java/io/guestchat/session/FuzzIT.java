package io.guestchat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.local.contract.ApiDocument;
import io.guestchat.local.contract.Draft;
import io.guestchat.local.contract.Fuzzer;
import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests made from the OpenAPI document, right and wrong. {@code -Dguestchat.long=true}: many, from another seed each time. */
@QuarkusTest
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class FuzzIT {
    private static final boolean LONG = Boolean.getBoolean("guestchat.long");
    private static final int LINKS = 20;

    private record Bound(Link link, String session, String accessToken) {}

    private final Browser guest = new Browser();
    private final Fuzzer fuzzer = new Fuzzer(ApiDocument.of("session"), this::complete);
    private List<Link> free = List.of();
    private List<Bound> bound = List.of();

    @BeforeEach
    void redeemSome() {
        free = Stream.generate(Log::invite).limit(LINKS).toList();
        bound = Stream.generate(Log::invite)
                .limit(LINKS)
                .map(link -> {
                    String session = guest.bound(link);
                    return new Bound(link, session, guest.token(session).path("accessToken"));
                })
                .toList();
    }

    @Test
    void neverAnswersOtherThanDocumented() {
        // Given
        long seed = Long.getLong("guestchat.fuzz.seed", LONG ? new Random().nextInt() : 1);

        // When
        List<String> faults = fuzzer.run(RestAssured.port, seed, LONG ? 30_000 : 1_500);

        // Then
        System.out.println("fuzz seed=" + seed + " statuses=" + fuzzer.statuses());
        assertEquals("", String.join("\n\n", faults));
        assertTrue(fuzzer.statuses()
                .keySet()
                .containsAll(List.of(200, 201, 202, 204, 400, 401, 403, 404, 405, 410, 413, 415, 422)));
    }

    private void complete(Draft draft, Random random) {
        Bound one = bound.get(random.nextInt(LINKS));
        boolean wantsLink =
                draft.operation().body() != null && !draft.operation().id().equals("keepPush");
        if (wantsLink) {
            draft.body((random.nextBoolean() ? one.link() : free.get(random.nextInt(LINKS))).body());
        }
        String known = draft.operation().path().startsWith("/v1/conversations")
                ? one.link().id().value()
                : one.session();
        draft.target(draft.operation().path().replace("{id}", known));
        switch (draft.operation().id()) {
            case "redeemInvite", "issueToken" -> draft.header("DPoP", guest.proof(draft.method(), draft.target()));
            case "getSession", "leaveSession", "keepPush", "dropPush" -> {
                draft.header("Authorization", "DPoP " + one.accessToken());
                draft.header("DPoP", guest.proof(draft.method(), draft.target(), one.accessToken()));
            }
            case "endConversation" ->
                draft.header("Authorization", "Bearer " + Backend.token("acme", "https://acme.test"));
            default -> {}
        }
    }
}
