package io.guestchat.local.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param target      the request's path and query, as sent
 * @param requestBody as sent; absent if there was none, or it is not known
 * @param headers     the answer's, by their names in small letters
 * @param body        the answer's
 */
public record Exchange(
        String method,
        String target,
        @Nullable String requestBody,
        int status,
        Map<String, List<String>> headers,
        String body) {

    public Exchange {
        Map<String, List<String>> small = new TreeMap<>();
        headers.forEach((name, values) -> small.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = small;
    }

    String path() {
        return target.replaceFirst("^https?://[^/]*", "").split("\\?", 2)[0];
    }

    /** The query as it was sent, undecoded; empty if there was none. */
    String query() {
        String[] parts = target.split("\\?", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return method + " " + path() + " → " + status;
    }
}
