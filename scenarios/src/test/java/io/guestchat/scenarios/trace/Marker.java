package io.guestchat.scenarios.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Bytes that only the two ends may know, and how to find them wherever they lie: as they are, in hexadecimal, or anywhere
 * inside something in base64.
 */
public final class Marker {
    private final String name;
    private final Set<String> spellings;

    private Marker(String name, byte[] bytes) {
        this.name = name;
        this.spellings = spellings(bytes);
    }

    /** A text, at least 6 bytes of UTF-8. */
    public static Marker of(String text) {
        return new Marker(text, text.getBytes(UTF_8));
    }

    /**
     * A secret, at least 6 bytes.
     *
     * @param name for people: the secret itself is not to be printed
     */
    public static Marker of(String name, byte[] secret) {
        return new Marker(name, secret);
    }

    /** The traces that hold it. */
    public List<Trace> in(List<Trace> traces) {
        return traces.stream()
                .filter(trace -> {
                    String content = new String(trace.content(), ISO_8859_1);
                    return spellings.stream().anyMatch(content::contains);
                })
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Set<String> spellings(byte[] bytes) {
        Set<String> all = new LinkedHashSet<>();
        all.add(new String(bytes, ISO_8859_1));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            String inside = inBase64(bytes, before);
            all.add(inside);
            all.add(inside.replace('-', '+').replace('_', '/'));
        }
        return all;
    }

    /** The characters that stand for these bytes alone when some others stand before and after them. */
    private static String inBase64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return encoded.substring(from, to);
    }
}
