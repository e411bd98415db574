package io.guestchat.invite;

import static io.guestchat.invite.world.Tenant.ACME;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Log;
import io.guestchat.invite.world.Samples;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/** A service as it is: nobody has asked for traces. */
@QuarkusTest
class NoTracesIT extends InviteService {
    private final String id = Samples.inviteId();

    @Inject
    InMemorySpanExporter exported;

    @Test
    void makesNoSpanAndWritesNoTraceParent() {
        // When
        ACME.call()
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(Samples.body(Samples.memberId()))
                .put("/v1/invites/{id}", id)
                .then()
                .statusCode(201);

        // Then
        ACME.get(id).then().body("status", is("active"));
        List<Headers> written = Log.headers(id);
        assertFalse(written.isEmpty());
        written.forEach(headers -> assertEquals(0, headers.toArray().length));
        assertEquals(List.of(), exported.getFinishedSpanItems());
    }
}
