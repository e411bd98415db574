package io.guestchat.scenarios.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One address for several relays, as a load balancer gives them in production: each new connection goes to the first relay
 * that takes it. TCP only: it neither knows nor keeps anything.
 */
final class RelayFront implements AutoCloseable {
    private final ServerSocket server;
    private final List<InetSocketAddress> relays;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RelayFront(ServerSocket server, List<InetSocketAddress> relays) {
        this.server = server;
        this.relays = List.copyOf(relays);
    }

    /** Listens on a loopback port; the relays need not be there yet. */
    static RelayFront open(int port, List<InetSocketAddress> relays) {
        try {
            ServerSocket server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
            RelayFront front = new RelayFront(server, relays);
            Thread.ofVirtual().start(front::accept);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(RelayFront::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        for (InetSocketAddress relay : relays) {
            Socket upstream = new Socket();
            try {
                upstream.connect(relay, 2_000);
            } catch (IOException gone) {
                continue;
            }
            open.add(upstream);
            Thread.ofVirtual().start(() -> pump(client, upstream));
            pump(upstream, client);
            return;
        }
        closeQuietly(client);
    }

    /** Passes on what comes, until either end is gone; then both are. */
    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // The other direction ends as well, as both sockets are closed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Gone is gone.
        }
    }
}
