package io.guestchat.session;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the Authorization header. */
public final class Credentials {
    private Credentials() {}

    /** The token after this scheme (any case, RFC 9110), or null unless there is exactly one such header. */
    public static @Nullable String token(HttpHeaders headers, String scheme) {
        List<String> found = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (found == null || found.size() != 1) {
            return null;
        }
        String[] parts = found.getFirst().split(" ", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase(scheme) ? parts[1] : null;
    }
}
