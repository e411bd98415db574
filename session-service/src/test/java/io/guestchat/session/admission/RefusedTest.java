package io.guestchat.session.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guestchat.platform.limit.ClientAddress;
import org.junit.jupiter.api.Test;

class RefusedTest {
    private static final ClientAddress ADDRESS = ClientAddress.of("192.0.2.1");

    @Test
    void anAddressIsRefusedUntilItsWindowPasses() {
        // Given
        Refused refused = new Refused();

        // When
        refused.remember(ADDRESS, new Allowance(20, 600_000));

        // Then
        Allowance found = refused.find(ADDRESS);
        assertNotNull(found);
        assertTrue(found.usedUp());
        assertEquals("\"failures\";r=0;t=600", found.remaining());
        assertNull(refused.find(ClientAddress.of("192.0.2.2")));
    }

    @Test
    void aWindowThatHasPassedIsForgotten() {
        // Given
        Refused refused = new Refused();

        // When
        refused.remember(ADDRESS, new Allowance(20, 0));

        // Then
        assertNull(refused.find(ADDRESS));
    }
}
