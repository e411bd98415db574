package io.guestchat.invite.world;

import static io.restassured.RestAssured.given;

import io.guestchat.local.test.SuiteInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;

/** A test of the running service, with a real Kafka and a real Redis: begins when it is ready. */
@QuarkusTestResource(SuiteInfrastructure.class)
@QuarkusTestResource(TestTenants.class)
public abstract class InviteService {
    @BeforeEach
    void ready() {
        Eventually.holds(() ->
                given().port(managementPort()).get("/q/health/ready").then().statusCode(200));
    }

    protected static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
