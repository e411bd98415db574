package io.guestchat.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the Authorization header. */
public final class Credentials {
    private Credentials() {}

    /**
     * The token after this scheme (any case, RFC 9110), or null unless there is exactly one such header.
     *
     * @param found the Authorization headers of a request; null for none
     */
    public static @Nullable String token(@Nullable List<String> found, String scheme) {
        if (found == null || found.size() != 1) {
            return null;
        }
        String[] parts = found.getFirst().split(" ", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase(scheme) ? parts[1] : null;
    }
}
