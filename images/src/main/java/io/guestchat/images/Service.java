package io.guestchat.images;

import java.nio.file.Path;
import java.util.List;

/** What there is an image of. */
enum Service {
    INVITE("invite-service", List.of(8081, 9081), "Creates, mints, lists and revokes the invites of guest chats"),
    SESSION(
            "session-service",
            List.of(8082, 9082),
            "Previews and redeems invites of guest chats, and keeps their guests' sessions"),
    RELAY("relay-service", List.of(8083, 9083), "Carries the sealed messages of guest chats"),
    WEB_GUEST("web-guest", List.of(8080, 9080), "Sends the page in which a guest chats"),
    CANARY("canary", List.of(9084), "Tries a deployment of guest chats over and over, as people would use it");

    private final String module;
    private final List<Integer> ports;
    private final String description;

    Service(String module, List<Integer> ports, String description) {
        this.module = module;
        this.ports = ports;
        this.description = description;
    }

    /** The name of its module, its image and its Deployment. */
    String module() {
        return module;
    }

    /** What it listens on unless it is told otherwise: for everybody, if anybody asks it anything; and for operators. */
    List<Integer> ports() {
        return ports;
    }

    String description() {
        return description;
    }

    /** Where {@code ./guestchat images} has had Maven put it. */
    Path built(Path checkout) {
        return checkout.resolve(module).resolve("target/quarkus-aot");
    }
}
