package io.guestchat.scenarios.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection's way through the network, on which things go wrong. Knows nothing of what it carries. */
final class Proxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int CONNECT_MS = 1_000;

    /** How it behaves. */
    enum Weather {
        FAIR,
        /** Nothing gets through and nothing is lost: what was sent arrives when it is over. */
        STALLED,
        /** Connections break, and new ones are refused. */
        CUT,
        /** Everything takes longer. */
        SLOW,
        /** What Redis pushes of its own accord gets lost, as pub/sub may at any time; answers arrive. */
        UNHEARD
    }

    private static final int SLOW_MS = 150;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int upstream;
    private Weather weather = Weather.FAIR;
    private boolean closed;

    private Proxy(ServerSocket server, int upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    /** From one loopback port to another. */
    static Proxy open(int port, int upstream) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 256);
            Proxy proxy = new Proxy(server, upstream);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on. */
    synchronized void weather(Weather next) {
        weather = next;
        if (next == Weather.CUT) {
            breakAll();
        }
        notifyAll();
    }

    /** Leads to another port from now on; what is connected breaks. */
    synchronized void leadTo(int port) {
        upstream = port;
        breakAll();
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeQuietly(server);
        breakAll();
        notifyAll();
    }

    private void breakAll() {
        open.forEach(Proxy::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try {
            int port = awaitPassage();
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
        } catch (IOException gone) {
            end(client, server);
            return;
        }
        Thread.ofVirtual().start(() -> pump(client, server, false));
        pump(server, client, true);
    }

    private void pump(Socket from, Socket to, boolean down) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitPassage();
                if (!(down && isLost(chunk))) {
                    out.write(chunk, 0, read);
                }
            }
        } catch (IOException gone) {
            // both ends are closed below
        } finally {
            end(from, to);
        }
    }

    /** Redis writes its pushes at once, apart from answers: a piece that begins with one (RESP3) holds nothing else. */
    private synchronized boolean isLost(byte[] chunk) {
        return weather == Weather.UNHEARD && chunk[0] == '>';
    }

    /** Waits as the weather wants. */
    private int awaitPassage() throws IOException {
        try {
            synchronized (this) {
                while (weather == Weather.STALLED && !closed) {
                    wait();
                }
                if (weather == Weather.CUT || closed) {
                    throw new IOException("cut");
                }
                if (weather != Weather.SLOW) {
                    return upstream;
                }
            }
            Thread.sleep(SLOW_MS);
            synchronized (this) {
                return upstream;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void end(Socket one, Socket other) {
        closeQuietly(one);
        closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // gone is gone
        }
    }
}
