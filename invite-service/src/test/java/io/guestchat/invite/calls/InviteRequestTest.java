package io.guestchat.invite.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guestchat.invite.life.Offer;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.tenant.TenantSettings;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InviteRequestTest {
    private static final String CLAIM_HASH = "A".repeat(43);
    private static final String SEALED = "c2VhbGVk";
    private static final TenantSettings SETTINGS = settings(Limits.INVITE_LIFE, Limits.INVITE_LIFE_MAX, Limits.IDLE);

    @Test
    void fillsInDefaults() {
        // When
        Offer offer = request(null, null, null).offer(SETTINGS);

        // Then
        assertEquals(Duration.ofDays(7), offer.life());
        assertEquals(Duration.ofDays(10), offer.idle());
        assertEquals(Map.of(), offer.metadata());
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 2_592_000})
    void takesLivesWithinTheLimits(long seconds) {
        // When
        Offer offer = request(seconds, null, null).offer(SETTINGS);

        // Then
        assertEquals(Duration.ofSeconds(seconds), offer.life());
    }

    @ParameterizedTest
    @CsvSource({"59,", "2592001,", "-1,", "9223372036854775807,", ",3599", ",2592001"})
    void refusesTimesOutOfRange(@Nullable Long expiresIn, @Nullable Long idle) {
        // When
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> request(expiresIn, idle, null).offer(SETTINGS));

        // Then
        assertEquals(ProblemCode.INVALID, refusal.code());
        assertEquals(expiresIn == null ? "conversationIdleTtl" : "expiresIn", refusal.field());
    }

    @Test
    void takesTheTenantsOwnDefaultsAndMaximum() {
        // Given
        TenantSettings own = settings(Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(2));

        // When
        Offer byDefault = request(null, null, null).offer(own);
        Offer longest = request(86_400L, null, null).offer(own);
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> request(86_401L, null, null).offer(own));

        // Then
        assertEquals(Duration.ofHours(1), byDefault.life());
        assertEquals(Duration.ofHours(2), byDefault.idle());
        assertEquals(Duration.ofDays(1), longest.life());
        assertEquals("expiresIn", refusal.field());
    }

    @Test
    void countsMetadataInUtf8() {
        // Given
        Map<String, String> fits = Map.of("ä", "€".repeat(340) + "12"); // 2 + 1,020 + 2 bytes

        // When
        Offer offer = request(null, null, fits).offer(SETTINGS);

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
                ProblemException.class, () -> request(null, null, metadata).offer(SETTINGS));
        assertEquals("metadata", refusal.field());
    }

    private static TenantSettings settings(Duration defaultExpiry, Duration maxExpiry, Duration defaultIdle) {
        return new TenantSettings(
                Set.of(SignatureAlgorithm.ES256),
                Optional.empty(),
                Optional.empty(),
                defaultExpiry,
                maxExpiry,
                defaultIdle,
                Limits.REMEMBERED);
    }

    private static InviteRequest request(
            @Nullable Long expiresIn, @Nullable Long idle, @Nullable Map<String, String> metadata) {
        Map<String, Object> body =
                new HashMap<>(Map.of("memberId", "m", "claimHash", CLAIM_HASH, "sealedRecord", SEALED));
        body.put("expiresIn", expiresIn);
        body.put("conversationIdleTtl", idle);
        body.put("metadata", metadata);
        body.values().removeIf(Objects::isNull);
        return new ObjectMapper().convertValue(body, InviteRequest.class);
    }
}
