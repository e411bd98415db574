package io.guestchat.platform.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardedAddressesTest {
    @Test
    void nobodyIsBelievedUnlessNamed() {
        assertThrows(IllegalStateException.class, () -> ForwardedAddresses.requireProxies(true, List.of()));
        assertDoesNotThrow(() -> ForwardedAddresses.requireProxies(true, List.of("10.0.0.0/8")));
        assertDoesNotThrow(() -> ForwardedAddresses.requireProxies(false, List.of()));
    }
}
