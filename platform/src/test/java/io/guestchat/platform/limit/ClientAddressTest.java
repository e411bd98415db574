package io.guestchat.platform.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void aWholeIpv6NetworkIsOneClient() {
        assertEquals(ClientAddress.of("2001:db8:1:2::1"), ClientAddress.of("2001:db8:1:2:ffff::9"));
        assertNotEquals(ClientAddress.of("2001:db8:1:2::1"), ClientAddress.of("2001:db8:1:3::1"));
    }

    @Test
    void anIpv4AddressIsOneClientHoweverItIsWritten() {
        assertEquals(ClientAddress.of("192.0.2.1"), ClientAddress.of("::ffff:192.0.2.1"));
        assertNotEquals(ClientAddress.of("::ffff:192.0.2.2"), ClientAddress.of("::ffff:192.0.2.1"));
    }
}
