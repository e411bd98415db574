package io.guestchat.session;

import static org.hamcrest.Matchers.nullValue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service whose operator asks for no nonces. */
@QuarkusTest
@TestProfile(NonceOffIT.Off.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class NonceOffIT {
    /** As configured for clients that cannot answer a challenge. */
    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("guestchat.session.dpop-nonce", "off");
        }
    }

    private final Browser guest = new Browser();
    private final Link link = Log.invite();

    @Test
    void aProofWithoutOneIsGood() {
        // Given
        guest.preview(link).then().statusCode(200).header("DPoP-Nonce", nullValue());

        // When
        Response redeemed = guest.redeem(link, guest.proof("POST", "/v1/sessions", claims -> {}));

        // Then
        redeemed.then().statusCode(201).header("DPoP-Nonce", nullValue());
        guest.redeem(link, guest.proof("POST", "/v1/sessions", claims -> claims.claim("nonce", "of another time")))
                .then()
                .statusCode(200);
    }
}
