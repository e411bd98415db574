package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.guestchat.local.suite.Endpoints;
import io.guestchat.scenarios.caller.Backend;
import io.guestchat.scenarios.caller.Browser;
import io.guestchat.scenarios.caller.Http;
import io.guestchat.scenarios.caller.Link;
import io.guestchat.scenarios.caller.Nonce;
import io.guestchat.scenarios.page.ChatPage;
import io.guestchat.scenarios.page.PhonePage;
import io.guestchat.scenarios.suite.Metrics;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What alerts, dashboards and scalers ask Prometheus for is there in the services that run. */
@Scenario
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void servicesHaveWhatIsAskedFor(Scene scene) throws Exception {
        // Given one of each thing that is counted when it happens
        Endpoints at = scene.suite().endpoints();
        PhonePage phone = scene.phone(scene.person("ana"), "Ana");
        ChatPage mira = scene.guest(scene.person("mira"), phone.invite()).join("Mira");
        mira.send("Is this counted?");
        phone.openChat("Mira").showsTheirs("Is this counted?");
        callWithoutPages(at);
        Set<String> asked = Metrics.asked();

        // When
        Set<String> missing = Metrics.missing(asked, at);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            missing = Metrics.missing(asked, at);
        }

        // Then
        assertFalse(asked.isEmpty());
        assertEquals(Set.of(), missing);
    }

    /** An invite that is redeemed and ended, one that is revoked, and calls that are refused. */
    private static void callWithoutPages(Endpoints at) throws IOException {
        Backend backend = new Backend(at.tenants().getFirst());
        String member = "member-" + UUID.randomUUID();
        Link redeemed = Link.fresh();
        Nonce nonce = new Nonce();
        String token =
                Http.send(backend.create(at.invite(), member, redeemed, 3_600)).text("token");
        nonce.heard(Http.send(Browser.preview(at.session(), redeemed, token)));
        answers(201, new Browser(at.session(), nonce).redeem(at.session(), redeemed, token));
        answers(204, backend.end(at.session(), redeemed.id()));

        Link revoked = Link.fresh();
        answers(201, backend.create(at.invite(), member, revoked, 3_600));
        answers(204, backend.revoke(at.invite(), revoked.id()));
        answers(404, backend.read(at.invite(), Link.fresh().id()));
        answers(404, backend.end(at.session(), Link.fresh().id()));
    }

    private static void answers(int status, HttpRequest call) throws IOException {
        assertEquals(status, Http.send(call).status(), call.uri().getPath());
    }
}
