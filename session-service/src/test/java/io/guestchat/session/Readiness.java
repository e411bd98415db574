package io.guestchat.session;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service says of itself on its management port. */
final class Readiness {
    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(60);

    private Readiness() {}

    static void check(int status) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        given().port(port).get("/q/health/ready").then().statusCode(status);
    }

    /** Waits until nothing is being rebuilt. */
    static void await() {
        Eventually.passes(WHOLE_WITHIN, () -> check(200));
    }
}
