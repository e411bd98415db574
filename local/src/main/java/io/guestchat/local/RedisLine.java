package io.guestchat.local;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One command, one line of answer: all that starting and emptying a Redis takes, without a client library. */
final class RedisLine {
    private static final int DEFAULT_PORT = 6379;
    private static final int TIMEOUT_MILLIS = 5_000;

    private RedisLine() {}

    static String command(URI url, String... words) {
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Optional<String> userInfo = Optional.ofNullable(url.getUserInfo());
            if (userInfo.isPresent()) {
                String password = userInfo.get().substring(userInfo.get().indexOf(':') + 1);
                ask(socket, answers, "AUTH", password);
            }
            return ask(socket, answers, words);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis at " + url.getHost() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static String ask(Socket socket, BufferedReader answers, String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("closed the connection");
        }
        if (answer.startsWith("-")) {
            throw new IOException(answer.substring(1));
        }
        return answer;
    }
}
