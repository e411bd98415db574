package io.guestchat.invite.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final InviteId LOW = InviteId.parse("-".repeat(21) + "A");
    private static final InviteId HIGH = InviteId.parse("z".repeat(21) + "A");

    @Test
    void survivesItsText() {
        // Given
        Position position = Position.of(Instant.parse("2026-11-23T03:24:16.789Z"), HIGH);

        // When
        Position again = Position.parse(position.sortKey());

        // Then
        assertEquals(position, again);
        assertEquals(HIGH, again.id());
    }

    @Test
    void isOrderedByTimeThenById() {
        // When
        Position older = Position.of(Instant.ofEpochMilli(999), HIGH);
        Position newer = Position.of(Instant.ofEpochMilli(1_795_404_240_000L), LOW);
        Position newest = Position.of(Instant.ofEpochMilli(1_795_404_240_000L), HIGH);

        // Then
        assertTrue(older.compareTo(newer) < 0);
        assertTrue(newer.compareTo(newest) < 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0198f3a2c1d4",
                "0198F3A2C1D4AAAAAAAAAAAAAAAAAAAAAA",
                "0198f3a2c1d4AAAAAAAAAAAAAAAAAAAAAB",
                "0198f3a2c1d4AAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesOtherTexts(String inside) {
        // When, then
        assertThrows(InvalidValue.class, () -> Position.parse(inside));
    }
}
