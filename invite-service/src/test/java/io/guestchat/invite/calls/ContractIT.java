package io.guestchat.invite.calls;

import static io.guestchat.invite.world.Tenant.ACME;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.invite.world.InviteService;
import io.guestchat.invite.world.Samples;
import io.guestchat.local.contract.ApiDocument;
import io.guestchat.local.contract.ContractCallback;
import io.guestchat.local.contract.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The OpenAPI document. That each single call is as it says is looked at in every test, by {@link ContractCallback}. */
@QuarkusTest
class ContractIT extends InviteService {

    @Test
    void everyDocumentedCallCanBeMade() {
        // Given
        String id = Samples.inviteId();

        // When
        ACME.put(id, Samples.body("m")).then().statusCode(201);
        ACME.get(id).then().statusCode(200);
        ACME.call().get("/v1/invites").then().statusCode(200);
        ACME.delete(id).then().statusCode(204);
        given().get("/.well-known/jwks.json").then().statusCode(200);

        // Then
        assertEquals(
                ApiDocument.of("invite").operations().stream()
                        .map(Operation::id)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(ContractCallback.succeeded()));
    }

    @Test
    void theDocumentIsOnTheManagementPortOnly() throws IOException {
        // When
        Response document = given().port(managementPort()).get("/q/openapi.yaml");
        Response onThePublicPort = given().get("/q/openapi.yaml");

        // Then
        document.then().statusCode(200).contentType("application/yaml").body(equalTo(written()));
        onThePublicPort.then().statusCode(404).body("type", is("urn:guestchat:problem:not-found"));
        given().port(managementPort()).get("/v1/invites").then().statusCode(404);
    }

    private static String written() throws IOException {
        try (var text = ContractIT.class.getResourceAsStream("/META-INF/openapi/invite.yaml")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
