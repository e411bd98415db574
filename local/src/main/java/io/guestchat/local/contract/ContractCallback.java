package io.guestchat.local.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Holds every call of every Quarkus test to the service's document. A service's tests have it by naming it in {@code
 * META-INF/services}.
 */
public final class ContractCallback implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        Config config = ConfigProvider.getConfig();
        Contract contract = new Contract(ApiDocument.of(config.getValue("guestchat.openapi", String.class)));
        RestAssured.replaceFiltersWith(
                new ContractFilter(contract, config.getValue("quarkus.management.test-port", Integer.class)));
    }

    /** The operations that succeeded at least once since the application under test was started. */
    public static Set<String> succeeded() {
        return ContractFilter.succeeded();
    }
}
