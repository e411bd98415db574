package io.guestchat.local.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** What a caller may get wrong, or do on purpose. */
final class Mutations {
    /** Stands in whatever is made up, and so in no answer. */
    static final String MARK = "zqmarkqz";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", MARK);

    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "59",
            "2592001",
            "9223372036854775808",
            "1e400",
            "-1e-400",
            "9".repeat(1_500),
            "\"\"",
            "\"" + MARK + "\"",
            "\"" + MARK.repeat(700) + "\"",
            "\"\\u0000" + MARK + "\"",
            "\"\\ud800" + MARK + "\"",
            "\"\u0000\"",
            "\"é😀" + MARK + "\"",
            "\"2026-01-01T00:00:00Z\"",
            "[]",
            "{}",
            "{\"" + MARK + "\":1}",
            "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":1}}}}}}}}}",
            "NaN",
            "01",
            "'" + MARK + "'");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "\"" + MARK + "\"",
            "1",
            "{",
            "{}",
            "{}{}",
            "{\"a\"}",
            "// " + MARK + "\n{}",
            "\ufeff{}",
            "[".repeat(100_000),
            "[".repeat(8_000),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
            "{\"" + MARK + "\":\"" + "x".repeat(17_000) + "\"}",
            " ".repeat(16_384) + "{}",
            "x".repeat(300_000));

    private static final List<String> SEGMENTS = List.of(
            MARK,
            "%00",
            "%zz",
            "%",
            "%2e%2e%2f",
            "..%2f..%2fetc",
            "%ff%fe",
            "%F0%9F%98%80",
            "{" + MARK + "}",
            "a;b=c",
            "a b",
            "A".repeat(22),
            "A".repeat(3_000),
            "A".repeat(5_000),
            "A".repeat(20_000),
            "-".repeat(22),
            "é",
            "%5c",
            "<" + MARK + ">");

    private static final List<String> QUERIES = List.of(
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=99999999999999999999",
            "limit=" + MARK,
            "limit=1&limit=2",
            "limit=%31%30",
            "cursor=" + MARK,
            "cursor=" + "A".repeat(2_000),
            "cursor=%00",
            "status=ACTIVE",
            "status=",
            "memberId=",
            "memberId=%zz",
            "memberId=%ff",
            "memberId=" + "m".repeat(200),
            MARK + "=1",
            "=&=&&",
            "%",
            "a=" + "b".repeat(4_000));

    private static final List<String> HEADERS = List.of(
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/xml",
            "Content-Type: multipart/form-data; boundary=" + MARK,
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: ////",
            "Content-Type: " + MARK,
            "Content-Type: */*",
            "Content-Type: application/json/" + MARK,
            "Accept: text/html",
            "Accept: application/xml;q=0.5, */*;q=0.1",
            "Accept: " + MARK,
            "Accept: ,,,;;;",
            "Accept: application/json;q=" + MARK,
            "Accept-Language: " + MARK,
            "Accept-Charset: " + MARK,
            "Accept-Encoding: gzip, " + MARK,
            "Content-Encoding: gzip",
            "Content-Encoding: " + MARK,
            "Content-Language: " + MARK,
            "Authorization: " + MARK,
            "Authorization: Bearer",
            "Authorization: Bearer  ",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer " + "A".repeat(6_000),
            "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
            "Authorization: DPoP " + MARK,
            "Authorization: Basic " + MARK,
            "DPoP: " + MARK,
            "DPoP: a.b.c",
            "Origin: https://" + MARK,
            "Origin: null",
            "Expect: 100-continue",
            "Expect: " + MARK,
            "Range: bytes=0-1",
            "If-Match: " + MARK,
            "If-Modified-Since: " + MARK,
            "Cookie: a=" + MARK,
            "Connection: " + MARK,
            "Upgrade: " + MARK,
            "Host: " + MARK,
            "Forwarded: for=" + MARK,
            "X-Forwarded-For: " + MARK,
            "X-Forwarded-Host: " + MARK,
            "X-HTTP-Method-Override: DELETE",
            "X-" + MARK + ": é\u00ff",
            "X-Large: " + "A".repeat(9_000),
            "X-Larger: " + "A".repeat(40_000),
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: " + MARK,
            "Transfer-Encoding: " + MARK,
            "A B: c");

    private final Random random;
    private final List<BiConsumer<Mutations, Draft>> all = List.of(
            Mutations::member,
            Mutations::member,
            Mutations::another,
            Mutations::twice,
            Mutations::body,
            Mutations::bytes,
            Mutations::segment,
            Mutations::query,
            Mutations::header,
            Mutations::header,
            Mutations::header,
            Mutations::missing,
            Mutations::method,
            Mutations::chunks,
            Mutations::slashes,
            Mutations::manyHeaders);

    Mutations(Random random) {
        this.random = random;
    }

    /** Changes one thing about it. */
    void apply(Draft draft) {
        pick(all).accept(this, draft);
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Another value for a member of the body. */
    private void member(Draft draft) {
        String text = draft.text();
        int colon = text.indexOf(':', random.nextInt(text.length() + 1));
        if (colon > 0) {
            int end = colon + 1;
            while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '}') {
                end++;
            }
            draft.body(text.substring(0, colon + 1) + pick(LITERALS) + text.substring(end));
        }
    }

    private void another(Draft draft) {
        draft.body(draft.text().replaceFirst("\\{", "{\"" + MARK + "\":1,"));
    }

    private void twice(Draft draft) {
        String text = draft.text();
        int comma = text.indexOf(',');
        if (text.startsWith("{") && comma > 0) {
            draft.body("{" + text.substring(1, comma) + "," + text.substring(1));
        }
    }

    private void body(Draft draft) {
        draft.body(pick(BODIES));
    }

    private void bytes(Draft draft) {
        byte[] body = draft.body();
        switch (random.nextInt(4)) {
            case 0 -> draft.body(draft.text().getBytes(StandardCharsets.UTF_16));
            case 1 -> draft.body(Arrays.copyOf(body, random.nextInt(body.length + 1)));
            case 2 -> {
                byte[] noise = new byte[1 + random.nextInt(400)];
                random.nextBytes(noise);
                draft.body(noise);
            }
            default -> {
                if (body.length > 0) {
                    byte[] changed = body.clone();
                    changed[random.nextInt(body.length)] = (byte) random.nextInt(256);
                    draft.body(changed);
                }
            }
        }
    }

    private void segment(Draft draft) {
        String[] parts = draft.target().split("/", -1);
        parts[1 + random.nextInt(parts.length - 1)] = pick(SEGMENTS);
        draft.target(String.join("/", parts));
    }

    private void query(Draft draft) {
        draft.target(draft.target() + (draft.target().contains("?") ? "&" : "?") + pick(QUERIES));
    }

    private void header(Draft draft) {
        String[] parts = pick(HEADERS).split(": ", 2);
        if (random.nextBoolean()) {
            draft.drop(parts[0]);
        }
        draft.header(parts[0], parts[1]);
    }

    private void missing(Draft draft) {
        draft.drop(pick(List.of("Content-Type", "Authorization", "DPoP", "Accept")));
    }

    private void method(Draft draft) {
        draft.method(pick(METHODS));
    }

    private void chunks(Draft draft) {
        draft.inChunks();
    }

    private void slashes(Draft draft) {
        draft.target(pick(List.of("/", "//", "/./", "/../", "/%2e/", "*", "http://" + MARK + "/")) + draft.target());
    }

    private void manyHeaders(Draft draft) {
        for (int i = random.nextInt(300); i > 0; i--) {
            draft.header("X-" + MARK + i, MARK);
        }
    }
}
