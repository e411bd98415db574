package io.guestchat.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
    /** Below what systems give to outgoing connections (from 32768 on), so that none of those takes a port meanwhile. */
    private static final int FIRST = 20_000;

    private static final int LAST = 31_999;
    private static final int CONNECT_MS = 1_000;

    private Ports() {}

    /**
     * A run of free ports in a row.
     *
     * @param count how many, 1 to 100
     * @return the first of them
     */
    public static int freeRun(int count) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count + 2);
            int free = 0;
            while (free < count && isFree(first + free)) {
                free++;
            }
            if (free == count) {
                return first;
            }
        }
        throw new IllegalStateException("No " + count + " free ports in a row from " + FIRST + " to " + LAST);
    }

    /** Whether nobody listens on the port of 127.0.0.1. Takes it for a moment, so not to be asked while somebody else is about to. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a port in TIME_WAIT can be listened on
            socket.bind(loopback(port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody listens on the port of 127.0.0.1: one who is starting may be asked again and again. */
    public static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(loopback(port), CONNECT_MS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static InetSocketAddress loopback(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
