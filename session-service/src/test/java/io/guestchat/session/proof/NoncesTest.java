package io.guestchat.session.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.session.proof.Nonces.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final List<SecretKey> keys = new ArrayList<>(List.of(key(1)));
    private final Nonces nonces = new Nonces(true, () -> keys);

    @Test
    void oneIsGoodUntilItsTimeIsUp() {
        // When
        String nonce = nonces.issue(NOW);

        // Then
        assertEquals(Verdict.GOOD, nonces.judge(nonce, NOW));
        assertEquals(Verdict.GOOD, nonces.judge(nonce, NOW.minusSeconds(5)));
        assertEquals(Verdict.AGEING, nonces.judge(nonce, NOW.plus(Nonces.LIFE.dividedBy(2))));
        assertEquals(Verdict.AGEING, nonces.judge(nonce, NOW.plus(Nonces.LIFE).minusMillis(1)));
        assertEquals(Verdict.REFUSED, nonces.judge(nonce, NOW.plus(Nonces.LIFE)));
        assertEquals(Verdict.REFUSED, nonces.judge(nonce, NOW.minus(Duration.ofSeconds(6))));
    }

    @Test
    void anotherNodeWithTheSameKeysKnowsIt() {
        // Given
        Nonces other = new Nonces(true, () -> List.of(key(1)));

        // When
        String nonce = nonces.issue(NOW);

        // Then
        assertEquals(Verdict.GOOD, other.judge(nonce, NOW));
        assertEquals(Verdict.REFUSED, new Nonces(true, () -> List.of(key(2))).judge(nonce, NOW));
    }

    @Test
    void aNewKeyLeavesTheOldOnesNoncesGoodUntilThatIsGone() {
        // Given
        String nonce = nonces.issue(NOW);

        // When
        keys.addFirst(key(2));

        // Then
        assertEquals(Verdict.GOOD, nonces.judge(nonce, NOW));
        assertEquals(Verdict.GOOD, nonces.judge(nonces.issue(NOW), NOW));
        keys.removeLast();
        assertEquals(Verdict.REFUSED, nonces.judge(nonce, NOW));
    }

    @Test
    void whatIsNotOursIsRefused() {
        // Given
        String nonce = nonces.issue(NOW);

        // When
        String changed = (nonce.charAt(0) == 'A' ? 'B' : 'A') + nonce.substring(1);

        // Then
        for (String other : new String[] {null, "", "A", changed, nonce + "AAAA", nonce.substring(4), nonce + "="}) {
            assertEquals(Verdict.REFUSED, nonces.judge(other, NOW));
        }
    }

    private static SecretKey key(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
