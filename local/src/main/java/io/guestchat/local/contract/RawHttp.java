package io.guestchat.local.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test can say what no HTTP client would. */
public final class RawHttp implements Closeable {
    private final Socket socket;
    private final InputStream in;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. */
    public sealed interface Outcome {}

    /**
     * An answer.
     *
     * @param headers by their names in small letters
     * @param body    decoded as UTF-8
     */
    public record Answered(int status, Map<String, List<String>> headers, String body) implements Outcome {}

    /** The server ended the connection without an answer. */
    public record Closed() implements Outcome {}

    /** Nothing, for as long as one cared to wait. */
    public record Silent() implements Outcome {}

    /** A connection to this machine. */
    public static RawHttp connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new RawHttp(socket);
    }

    /** Sends bytes; that the server has closed meanwhile is for {@link #answer} to find out. */
    public RawHttp send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // It answered, or not, before it had read everything.
        }
        return this;
    }

    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next answer to a request that was not {@code HEAD}. */
    public Outcome answer(Duration patience) throws IOException {
        return answer("GET", patience);
    }

    Outcome answer(String method, Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            String status = line();
            while (status.startsWith("HTTP/1.1 1")) {
                headers();
                status = line();
            }
            Map<String, List<String>> headers = headers();
            String body = method.equals("HEAD") ? "" : body(headers);
            return new Answered(Integer.parseInt(status.split(" ", 3)[1]), headers, body);
        } catch (SocketTimeoutException e) {
            return new Silent();
        } catch (EOFException | SocketException e) {
            return new Closed();
        }
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        return headers;
    }

    private String body(Map<String, List<String>> headers) throws IOException {
        List<String> length = headers.getOrDefault("content-length", List.of("0"));
        if (!headers.containsKey("transfer-encoding")) {
            return new String(in.readNBytes(Integer.parseInt(length.getFirst())), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
