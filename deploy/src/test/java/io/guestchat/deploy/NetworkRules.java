package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Nothing is allowed that is not named, and what is needed is. */
final class NetworkRules {
    private static final String METADATA_SERVICE = "169.254.0.0/16";
    private static final Set<String> WITH_KAFKA = Set.of("invite-service", "session-service", "relay-service");
    /** The pods of a Gateway, where its implementation starts them beside it. */
    private static final Map<String, String> PROXY = Map.of("gateway.networking.k8s.io/gateway-name", "guestchat");
    /** Of a policy's rule that names no port. */
    private static final String EVERY_PORT = "every";

    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private NetworkRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        NetworkRules rules = new NetworkRules(manifests);
        manifests.all("NetworkPolicy").forEach(rules::policy);
        return rules.faults;
    }

    /** The same, for an overlay whose pods may reach nothing that is not named. */
    static List<String> faultsOfClosed(Manifests manifests) {
        NetworkRules rules = new NetworkRules(manifests);
        rules.denial();
        rules.proxies();
        manifests.all("Deployment").forEach(rules::holes);
        return rules.faults;
    }

    private void policy(Resource policy) {
        rules(policy, "ingress", "from");
        rules(policy, "egress", "to");
        JsonNode selector = policy.at("/spec/podSelector");
        boolean all = Resource.selects(selector, Map.of());
        boolean strimzis = manifests.all("Kafka").anyMatch(kafka -> selector.at("/matchLabels/strimzi.io~1cluster")
                .asText()
                .equals(kafka.name()));
        if (!all
                && !strimzis
                && manifests.workloads().noneMatch(workload -> Resource.selects(selector, workload.podLabels()))) {
            faults.add(policy.label() + " is for nobody");
        }
    }

    private void rules(Resource policy, String direction, String peers) {
        Resource.each(policy.at("/spec/" + direction)).forEach(rule -> {
            if (rule.path(peers).isEmpty() || rule.path("ports").isEmpty()) {
                faults.add(policy.label() + " lets everybody, or everything, through: " + direction);
            }
            Resource.each(rule.path(peers))
                    .map(peer -> peer.path("ipBlock"))
                    .filter(block -> block.path("cidr").asText().equals("0.0.0.0/0"))
                    .filter(block -> Resource.each(block.path("except"))
                            .noneMatch(except -> except.asText().equals(METADATA_SERVICE)))
                    .forEach(block -> faults.add(policy.label() + " opens the metadata service"));
            if (Resource.each(rule.path("ports")).map(NetworkRules::port).anyMatch(EVERY_PORT::equals)
                    && !Resource.each(rule.path(peers)).allMatch(NetworkRules::isGateway)) {
                faults.add(policy.label() + " opens every port of others than the Gateway's proxies");
            }
        });
    }

    private static boolean isGateway(JsonNode peer) {
        return peer.size() == 1
                && Resource.texts(peer.at("/namespaceSelector/matchLabels"))
                        .equals(Map.of("guestchat.io/gateway", "true"));
    }

    private void denial() {
        boolean denies = manifests
                .all("NetworkPolicy")
                .anyMatch(policy -> Resource.selects(policy.at("/spec/podSelector"), Map.of())
                        && manifests
                                .workloads()
                                .allMatch(workload ->
                                        Resource.selects(policy.at("/spec/podSelector"), workload.podLabels()))
                        && policy.at("/spec/ingress").isMissingNode()
                        && policy.at("/spec/egress").isMissingNode()
                        && Resource.each(policy.at("/spec/policyTypes")).count() == 2);
        if (!denies) {
            faults.add("nothing is denied that is not named");
        }
    }

    private void proxies() {
        manifests
                .all("NetworkPolicy")
                .filter(policy -> Resource.selects(policy.at("/spec/podSelector"), PROXY))
                .forEach(policy -> faults.add(policy.label() + " shuts in the proxies of a Gateway"));
    }

    private void holes(Resource deployment) {
        String name = deployment.name();
        boolean served = deployment.hasPort("http");
        if (ports(deployment, "ingress").anyMatch("http"::equals) != served) {
            faults.add(name + (served ? " is reached by no Gateway" : " is reached by a Gateway, and serves nobody"));
        }
        Set<String> reached = Set.copyOf(ports(deployment, "egress").distinct().toList());
        Set<String> needed =
                switch (name) {
                    case "web-guest" -> Set.of("53");
                    case "canary" -> Set.of("53", "443", EVERY_PORT);
                    default -> Set.of("53", "443", "6379", "9093", EVERY_PORT);
                };
        if (!reached.equals(needed)) {
            faults.add("%s may reach ports %s, and needs %s".formatted(name, reached, needed));
        }
        if (!name.equals("web-guest") && ports(deployment, "ingress").noneMatch("management"::equals)) {
            faults.add(name + " is watched by no Prometheus");
        }
        if (WITH_KAFKA.contains(name)) {
            Map<String, String> labels = deployment.podLabels();
            if (manifests
                    .find("NetworkPolicy", "redis")
                    .filter(redis -> lets(redis, labels))
                    .isEmpty()) {
                faults.add(name + " is not let into Redis");
            }
        }
    }

    private static boolean lets(Resource policy, Map<String, String> labels) {
        return Resource.each(policy.at("/spec/ingress"))
                .flatMap(rule -> Resource.each(rule.path("from")))
                .anyMatch(peer -> Resource.selects(peer.path("podSelector"), labels));
    }

    private Stream<String> ports(Resource deployment, String direction) {
        return manifests
                .all("NetworkPolicy")
                .filter(policy -> Resource.selects(policy.at("/spec/podSelector"), deployment.podLabels()))
                .flatMap(policy -> Resource.each(policy.at("/spec/" + direction)))
                .flatMap(rule -> Resource.each(rule.path("ports")))
                .map(NetworkRules::port);
    }

    private static String port(JsonNode port) {
        return port.path("port").asText(EVERY_PORT);
    }
}
