package io.guestchat.session;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An address that fails too often. */
@QuarkusTest
@TestProfile(AdmissionIT.Limited.class)
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AdmissionIT {
    /** Limits as in production. */
    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("guestchat.limits.enabled", "true");
        }
    }

    private final Browser guest = new Browser();

    @Test
    void afterTwentyFailuresAnAddressWaits() {
        // Given
        Link link = Log.invite();
        guest.preview(link).then().statusCode(200).header("RateLimit", containsString("r=20"));
        for (int i = 0; i < 20; i++) {
            Link wrong = i % 2 == 0 ? link.withToken("forged") : link.withClaim(Link.random(32));
            guest.preview(wrong)
                    .then()
                    .header("RateLimit", containsString("r=" + (19 - i) + ";"))
                    .header("RateLimit-Policy", equalTo("\"failures\";q=20;w=600"));
        }

        // When
        Response refused = guest.redeem(link);

        // Then
        Problems.check(refused, 429, "rate-limited");
        refused.then().header("Retry-After", notNullValue()).header("RateLimit", containsString("r=0"));
        Problems.check(guest.preview(link.withToken("forged")), 429, "rate-limited");
    }
}
