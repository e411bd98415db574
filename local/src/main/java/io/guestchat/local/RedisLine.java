package io.guestchat.local;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One command on a connection of its own: all that starting, emptying and arranging Redis takes, without a client library. */
final class RedisLine {
    private static final int DEFAULT_PORT = 6379;
    private static final int TIMEOUT_MILLIS = 5_000;

    /** How an answer is read that has begun with this line. */
    private interface Reader<T> {
        T read(String line, InputStream rest) throws IOException;
    }

    private RedisLine() {}

    /**
     * Sends a command.
     *
     * @return the first line of the answer, with its type sign
     * @throws UncheckedIOException when Redis is not there, or answers with an error
     */
    static String command(URI url, String... words) {
        return ask(url, words, (line, rest) -> line);
    }

    /**
     * Sends a command to a Redis on loopback.
     *
     * @return each text and number of the answer
     * @throws UncheckedIOException when Redis is not there, or answers with an error
     */
    static List<String> answer(int port, String... words) {
        return ask(URI.create("redis://127.0.0.1:" + port), words, (line, rest) -> {
            List<String> answer = new ArrayList<>();
            flatten(line, rest, answer);
            return answer;
        });
    }

    private static <T> T ask(URI url, String[] words, Reader<T> reader) {
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            if (url.getUserInfo() != null) {
                String password = url.getUserInfo().substring(url.getUserInfo().indexOf(':') + 1);
                send(socket, "AUTH", password);
                line(answers);
            }
            send(socket, words);
            return reader.read(line(answers), answers);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis at " + url.getHost() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static void send(Socket socket, String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void flatten(String line, InputStream rest, List<String> into) throws IOException {
        String said = line.substring(1);
        switch (line.charAt(0)) {
            case '$' -> {
                int length = Integer.parseInt(said);
                if (length >= 0) {
                    into.add(new String(rest.readNBytes(length), StandardCharsets.UTF_8));
                    line(rest);
                }
            }
            case '*' -> {
                for (int left = Integer.parseInt(said); left > 0; left--) {
                    flatten(line(rest), rest, into);
                }
            }
            default -> into.add(said);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        if (line.indexOf("-") == 0) {
            throw new IOException(line.substring(1));
        }
        return line.toString();
    }
}
