package io.guestchat.local.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request that is still being made, and may become anything. */
public final class Draft {
    private final Operation operation;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private String method;
    private String target;
    private byte[] body = new byte[0];
    private boolean chunked;

    Draft(Operation operation, String target) {
        this.operation = operation;
        this.method = operation.method();
        this.target = target;
    }

    /** What it began as. */
    public Operation operation() {
        return operation;
    }

    public String method() {
        return method;
    }

    /** Path and query. */
    public String target() {
        return target;
    }

    /** Adds a header, beside others of that name. */
    public void header(String name, String value) {
        headers.add(Map.entry(name, value));
    }

    /** Puts another body in the place of the one there is. */
    public void body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    void method(String other) {
        method = other;
    }

    /** Puts another path and query in the place of those there are. */
    public void target(String other) {
        target = other;
    }

    void body(byte[] other) {
        body = other;
    }

    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    void drop(String name) {
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
    }

    void inChunks() {
        chunked = true;
    }

    boolean says(String name) {
        return headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
    }

    /** As it goes over the wire. Characters are bytes in the head, so that it can hold any. */
    byte[] bytes() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: fuzz.test\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (body.length > 0 && !says("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!chunked) {
            all.writeBytes(body);
            return all.toByteArray();
        }
        for (int from = 0; from < body.length; from += 7) {
            int size = Math.min(7, body.length - from);
            all.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            all.write(body, from, size);
            all.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }
}
