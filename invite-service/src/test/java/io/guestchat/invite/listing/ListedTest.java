package io.guestchat.invite.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guestchat.invite.life.Status;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {
    private static final TenantId ACME = TenantId.parse("acme");
    private static final MemberId ADA = MemberId.parse("ada");
    private static final Position END =
            Position.of(Instant.parse("2026-11-23T03:24:16.789Z"), InviteId.parse("A".repeat(22)));

    private final Listed listed = new Listed(ACME, ADA, Status.ACTIVE);

    @Test
    void findsThePlaceInItsOwnCursor() {
        // When
        Position found = listed.position(listed.cursor(END));

        // Then
        assertEquals(END, found);
    }

    @Test
    void refusesTheCursorOfAnotherListing() {
        // Given
        List<Listed> others = List.of(
                new Listed(TenantId.parse("globex"), ADA, Status.ACTIVE),
                new Listed(ACME, MemberId.parse("bob"), Status.ACTIVE),
                new Listed(ACME, null, Status.ACTIVE),
                new Listed(ACME, ADA, Status.EXPIRED),
                new Listed(ACME, ADA, null));

        // When, then
        for (Listed other : others) {
            assertThrows(InvalidValue.class, () -> listed.position(other.cursor(END)));
        }
    }

    @Test
    void refusesAChangedCursor() {
        // Given
        byte[] bytes = Base64Url.decode(listed.cursor(END));

        // When, then
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThrows(InvalidValue.class, () -> listed.position(Base64Url.encode(changed)));
        }
        assertThrows(InvalidValue.class, () -> listed.position(""));
        assertThrows(
                InvalidValue.class,
                () -> listed.position(Base64Url.encode(END.sortKey().getBytes(StandardCharsets.ISO_8859_1))));
    }
}
