package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who says how many pods there are: one scaler, or the manifest, never two. */
final class ScalingRules {
    /** What each service is scaled by, as triggers' types or as parts of their queries. */
    private static final Map<String, List<String>> BY = Map.of(
            "relay-service", List.of("guestchat_relay_connections"),
            "invite-service", List.of("cpu", "http_server_requests_seconds_count"),
            "session-service", List.of("cpu", "http_server_requests_seconds_count"));

    private ScalingRules() {}

    static List<String> faults(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        Map<String, List<Resource>> scalers = Stream.concat(
                        manifests.all("ScaledObject"), manifests.all("HorizontalPodAutoscaler"))
                .collect(Collectors.groupingBy(scaler -> scaler.text("/spec/scaleTargetRef/name")));
        scalers.forEach((target, all) -> {
            if (all.size() > 1) {
                faults.add(target + " has " + all.size() + " scalers");
            }
            manifests
                    .find("Deployment", target)
                    .ifPresentOrElse(
                            deployment -> {
                                if (!deployment.at("/spec/replicas").isMissingNode()) {
                                    faults.add(target + " has a scaler and a number of replicas");
                                }
                            },
                            () -> faults.add("a scaler is for nobody: " + target));
            all.forEach(scaler -> scaler(manifests, target, scaler, faults));
        });
        return faults;
    }

    private static void scaler(Manifests manifests, String target, Resource scaler, List<String> faults) {
        int least = scaler.at("/spec/minReplicaCount").asInt();
        int most = scaler.at("/spec/maxReplicaCount").asInt();
        if (least < 2 || most <= least) {
            faults.add("%s is scaled from %d to %d".formatted(target, least, most));
        }
        List<JsonNode> triggers = Resource.each(scaler.at("/spec/triggers")).toList();
        for (String reason : BY.getOrDefault(target, List.of())) {
            if (triggers.stream()
                    .noneMatch(trigger -> trigger.path("type").asText().equals(reason)
                            || trigger.at("/metadata/query").asText().contains(reason))) {
                faults.add(target + " is not scaled by " + reason);
            }
        }
        triggers.stream()
                .map(trigger -> trigger.at("/metadata/query").asText())
                .filter(query -> !query.isEmpty())
                .filter(query -> !query.contains("namespace=\"" + scaler.text("/metadata/namespace") + "\""))
                .forEach(query -> faults.add(target + " is scaled by what other namespaces do: " + query));
        if (triggers.stream()
                .anyMatch(trigger -> trigger.at("/metadata/query").asText().contains("guestchat_relay_log"))) {
            faults.add(target + " is scaled by a rebuild");
        }
        boolean asksPrometheusAlone = triggers.stream()
                .allMatch(trigger -> trigger.path("type").asText().equals("prometheus"));
        if (asksPrometheusAlone
                && !triggers.stream().allMatch(trigger -> trigger.at("/metadata/ignoreNullValues")
                        .asText()
                        .equals("false"))) {
            faults.add(target + " shrinks when Prometheus has nothing to say");
        }
        int partitions = partitions(manifests);
        if (most > partitions) {
            faults.add(target + " has up to " + most + " nodes for " + partitions + " partitions");
        }
    }

    private static int partitions(Manifests manifests) {
        return Integer.parseInt(Settings.of(manifests, manifests.get("Deployment", "relay-service"))
                .value("guestchat.topics.partitions", "64"));
    }
}
