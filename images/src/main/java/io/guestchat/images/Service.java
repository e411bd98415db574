package io.guestchat.images;

import java.nio.file.Path;
import java.util.List;

/** What there is an image of. */
enum Service {
    INVITE("invite-service", "invite", 8081, "Creates, mints, lists and revokes the invites of guest chats"),
    SESSION(
            "session-service",
            "session",
            8082,
            "Previews and redeems invites of guest chats, and keeps their guests' sessions"),
    RELAY("relay-service", "relay", 8083, "Carries the sealed messages of guest chats"),
    WEB_GUEST("web-guest", "web-guest", 8080, "Sends the page in which a guest chats");

    private static final int MANAGEMENT_IS_HIGHER_BY = 1_000;

    private final String module;
    private final String settings;
    private final int port;
    private final String description;

    Service(String module, String settings, int port, String description) {
        this.module = module;
        this.settings = settings;
        this.port = port;
        this.description = description;
    }

    /** The name of its module, its image and its Deployment. */
    String module() {
        return module;
    }

    /** What {@link io.guestchat.local.suite.Suite#settings} calls it. */
    String settings() {
        return settings;
    }

    /** What it listens on unless it is told otherwise: for everybody, and for operators. */
    List<Integer> ports() {
        return List.of(port, port + MANAGEMENT_IS_HIGHER_BY);
    }

    String description() {
        return description;
    }

    /** Where {@code ./guestchat images} has had Maven put it. */
    Path built(Path checkout) {
        return checkout.resolve(module).resolve("target/quarkus-aot");
    }
}
