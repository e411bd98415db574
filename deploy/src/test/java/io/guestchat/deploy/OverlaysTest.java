package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverlaysTest {
    private static final Set<String> SERVICES =
            Set.of("invite-service", "session-service", "relay-service", "web-guest");
    private static final String CANARY = "canary";

    @ParameterizedTest
    @EnumSource
    void keepsToEveryRule(Overlay overlay) {
        assertEquals(List.of(), Policy.faults(overlay, overlay.manifests()));
    }

    @ParameterizedTest
    @EnumSource
    void holdsWhatTheSchemasOfOthersKnow(Overlay overlay) {
        Optional<Schemas> schemas = Schemas.besideTheCheckout();
        Assumptions.assumeTrue(schemas.isPresent(), "there are no schemas beside the checkout");

        assertEquals(
                List.of(),
                overlay.manifests().resources().stream()
                        .filter(schemas.get()::know)
                        .flatMap(resource -> schemas.get().faults(resource).stream())
                        .toList());
        assertEquals(
                Set.of(),
                overlay.manifests().resources().stream()
                        .filter(resource -> !schemas.get().know(resource) && !Models.know(resource))
                        .map(Resource::type)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void deploysTheFourServices(Overlay overlay) {
        Set<String> deployed = overlay.manifests()
                .all("Deployment")
                .map(Resource::name)
                .filter(name -> !name.equals(CANARY))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(new TreeSet<>(SERVICES), deployed);
    }

    @Test
    void productionHasACanaryWhichIsATenant() {
        Settings canary = Settings.of(
                Overlay.PRODUCTION.manifests(), Overlay.PRODUCTION.manifests().get("Deployment", CANARY));
        Settings relay = Settings.of(
                Overlay.PRODUCTION.manifests(), Overlay.PRODUCTION.manifests().get("Deployment", "relay-service"));

        assertEquals(
                relay.value("guestchat.tenants.canary.issuer", "none"),
                canary.value("guestchat.canary.issuer", "another"));
    }

    /** Where links lead: nothing else notices that the page is away. */
    @Test
    void theCanaryLooksAtThePage() {
        Settings canary = Settings.of(
                Overlay.PRODUCTION.manifests(), Overlay.PRODUCTION.manifests().get("Deployment", CANARY));

        assertEquals("https://${PAGE_HOST}/i", canary.value("guestchat.canary.page-url", "none"));
    }

    /** So that one service can be deployed, and taken back, without the others. */
    @ParameterizedTest
    @EnumSource
    void whatBelongsToOneServiceSaysSo(Overlay overlay) {
        for (String service : SERVICES) {
            Set<String> kinds = overlay.manifests().resources().stream()
                    .filter(resource -> resource.text("/metadata/labels/app.kubernetes.io~1name")
                            .equals(service))
                    .map(Resource::kind)
                    .collect(Collectors.toSet());
            assertTrue(
                    kinds.containsAll(Set.of(
                            "ConfigMap",
                            "Deployment",
                            "HTTPRoute",
                            "PodDisruptionBudget",
                            "Service",
                            "ServiceAccount")),
                    service + ": " + kinds);
        }
    }

    /** As docs/operating/upgrade.md applies one. */
    @ParameterizedTest
    @EnumSource
    void whoIsAppliedAloneLacksNothing(Overlay overlay) {
        for (String service : SERVICES) {
            Set<String> applied = Set.of("settings", service);
            Manifests alone = new Manifests(overlay.manifests().resources().stream()
                    .filter(resource -> applied.contains(resource.text("/metadata/labels/app.kubernetes.io~1name")))
                    .toList());

            assertEquals(List.of(service), alone.workloads().map(Resource::name).toList());
            assertEquals(List.of(), ReferenceRules.faultsOfWorkloads(alone));
        }
    }

    @Test
    void productionScalesWhatCarriesLoad() {
        assertEquals(
                Set.of("invite-service", "session-service", "relay-service"),
                Overlay.PRODUCTION
                        .manifests()
                        .all("ScaledObject")
                        .map(scaler -> scaler.text("/spec/scaleTargetRef/name"))
                        .collect(Collectors.toSet()));
    }
}
