package io.guestchat.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Kubernetes' own kinds, against the models of its Java client: a field that these do not know is a fault. */
final class Models {
    /** Throws when the element is no such model. */
    @FunctionalInterface
    private interface Check {
        void of(JsonElement element) throws IOException;
    }

    private static final Map<String, Check> CHECKS = Map.of(
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "apps/v1/StatefulSet", V1StatefulSet::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Namespace", V1Namespace::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "v1/ServiceAccount", V1ServiceAccount::validateJsonElement);

    private Models() {}

    static boolean know(Resource resource) {
        return CHECKS.containsKey(resource.type());
    }

    /** What is wrong with it, if it is of a kind that is known here. */
    static Optional<String> fault(Resource resource) {
        Check check = CHECKS.get(resource.type());
        if (check == null) {
            return Optional.empty();
        }
        try {
            check.of(JsonParser.parseString(resource.json().toString()));
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(resource.label() + ": " + e.getMessage());
        }
    }
}
