package io.guestchat.session.push;

import io.guestchat.protocol.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a browser's push service takes what is for it: told by a guest, and believed in nothing but its form. */
record Endpoint(URI uri) {
    static final int MAX_CHARACTERS = 1_024;
    private static final int HTTPS = 443;

    /**
     * @param anywhere {@link io.guestchat.session.PushConfig#privateEndpoints}
     * @throws InvalidValue if it is not such an address
     */
    static Endpoint parse(String text, boolean anywhere) {
        if (text.length() > MAX_CHARACTERS || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidValue("not an endpoint");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidValue("not an endpoint");
        }
        boolean wellFormed = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
        boolean secure = "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == HTTPS);
        if (!wellFormed || !secure && !(anywhere && "http".equals(uri.getScheme()))) {
            throw new InvalidValue("not an endpoint");
        }
        return new Endpoint(uri);
    }

    boolean secure() {
        return "https".equals(uri.getScheme());
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        return uri.getPort() != -1 ? uri.getPort() : secure() ? HTTPS : 80;
    }

    /** Path and query. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Not the address: it is secret. */
    @Override
    public String toString() {
        return "Endpoint";
    }
}
