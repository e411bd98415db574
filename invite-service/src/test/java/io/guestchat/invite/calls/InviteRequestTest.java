package io.guestchat.invite.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.invite.life.Offer;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteRequestTest {
    private static final String CLAIM_HASH = "A".repeat(43);
    private static final String SEALED = "c2VhbGVk";

    @Test
    void fillsInDefaults() {
        // When
        Offer offer = new InviteRequest("m", CLAIM_HASH, SEALED, null, null, null).offer();

        // Then
        assertEquals(Duration.ofDays(7), offer.life());
        assertEquals(Duration.ofDays(10), offer.idle());
        assertEquals(Map.of(), offer.metadata());
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 2_592_000})
    void takesLivesWithinTheLimits(long seconds) {
        // When
        Offer offer = request(seconds, null, null).offer();

        // Then
        assertEquals(Duration.ofSeconds(seconds), offer.life());
    }

    @ParameterizedTest
    @CsvSource({"59,", "2592001,", "-1,", "9223372036854775807,", ",3599", ",2592001"})
    void refusesTimesOutOfRange(@Nullable Long expiresIn, @Nullable Long idle) {
        // When
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> request(expiresIn, idle, null).offer());

        // Then
        assertEquals(ProblemCode.INVALID, refusal.code());
        assertEquals(expiresIn == null ? "conversationIdleTtl" : "expiresIn", refusal.field());
    }

    @Test
    void countsMetadataInUtf8() {
        // Given
        Map<String, String> fits = Map.of("ä", "€".repeat(340) + "12"); // 2 + 1,020 + 2 bytes

        // When
        Offer offer = request(null, null, fits).offer();

        // Then
        assertEquals(fits, offer.metadata());
        refusesMetadata(Map.of("ä", "€".repeat(340) + "123"));
    }

    @Test
    void boundsMetadata() {
        // Given
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 17; i++) {
            many.put("k" + i, "v");
        }

        // When, then
        refusesMetadata(many);
        refusesMetadata(Map.of("k", "\ud800"));
    }

    private static void refusesMetadata(Map<String, String> metadata) {
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> request(null, null, metadata).offer());
        assertEquals("metadata", refusal.field());
    }

    private static InviteRequest request(
            @Nullable Long expiresIn, @Nullable Long idle, @Nullable Map<String, String> metadata) {
        return new InviteRequest("m", CLAIM_HASH, SEALED, expiresIn, idle, metadata);
    }
}
