package io.guestchat.local.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void tellsWhetherSomebodyListens() throws IOException {
        int port = Ports.freeRun(1);
        assertFalse(Ports.isListening(port));
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(Ports.isListening(server.getLocalPort()));
            assertFalse(Ports.isFree(port));
        }
        assertTrue(Ports.isFree(port));
    }
}
