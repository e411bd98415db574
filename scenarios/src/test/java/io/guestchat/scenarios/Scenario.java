package io.guestchat.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.guestchat.scenarios.browser.Chromium;
import io.guestchat.scenarios.suite.Suite;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A story against the whole suite: a test method takes a {@link Scene}. Suite and browser start with the first one of the
 * JVM and stop after the last. When a test fails, what its pages showed, said and sent, and what the services
 * logged, is in {@code target/scenarios/<class>.<method>}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Scenario.Stage.class)
public @interface Scenario {

    /** Sets the scene and clears it away. */
    final class Stage implements ParameterResolver, AfterEachCallback {
        /** How long a page may take to show what it should: generous, as machines of CI are slow. */
        private static final double PATIENCE_MILLIS = 30_000;

        private static final Namespace NAMESPACE = Namespace.create(Stage.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Scene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            ExtensionContext.Store forAll = test.getRoot().getStore(NAMESPACE);
            Suite suite = forAll.computeIfAbsent(Suite.class, absent -> Suite.start(), Suite.class);
            suite.requireAlive();
            suite.awaitReady();
            Chromium chromium = forAll.computeIfAbsent(Chromium.class, absent -> Chromium.launch(), Chromium.class);
            return test.getStore(NAMESPACE)
                    .computeIfAbsent(Scene.class, absent -> new Scene(suite, chromium.browser()), Scene.class);
        }

        @Override
        public void afterEach(ExtensionContext test) {
            Scene scene = test.getStore(NAMESPACE).get(Scene.class, Scene.class);
            if (scene == null) {
                return;
            }
            List<String> faults = scene.faults();
            try {
                if (test.getExecutionException().isPresent() || !faults.isEmpty()) {
                    scene.keepEvidence(evidenceOf(test));
                }
            } finally {
                scene.close();
            }
            assertEquals(List.of(), faults, "uncaught errors and violations of the security policy");
        }

        private static Path evidenceOf(ExtensionContext test) {
            String name = test.getRequiredTestClass().getSimpleName() + "."
                    + test.getRequiredTestMethod().getName();
            boolean oneOfSeveral = test.getDisplayName().startsWith("[");
            return Suite.evidence()
                    .resolve(oneOfSeveral ? name + test.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-") : name);
        }
    }
}
