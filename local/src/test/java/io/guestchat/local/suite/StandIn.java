package io.guestchat.local.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A process in place of a service: {@code <port>} is ready at once, {@code broken} ends at once. */
final class StandIn {
    private StandIn() {}

    public static void main(String[] args) throws IOException {
        if (args[0].equals("broken")) {
            System.out.println("I cannot work like this");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.createContext("/q/health/ready", exchange -> exchange.sendResponseHeaders(200, -1));
        server.start();
        System.out.println("ready");
    }
}
