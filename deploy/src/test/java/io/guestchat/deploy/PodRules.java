package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every pod: what it may, what it gets, how it is asked, and how it is replaced. */
final class PodRules {
    /** Those of the restricted pod security standard that are needed here. */
    private static final Set<String> VOLUMES = Set.of("configMap", "emptyDir", "projected", "secret");

    /** Of a view from the whole log, at the most: for so long docs/operating/upgrade.md waits for a rollout. */
    private static final Duration REBUILD = Duration.ofHours(1);

    private PodRules() {}

    static List<String> faults(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        manifests.workloads().forEach(workload -> {
            Judge judge = new Judge(workload.label(), faults);
            pod(workload.pod(), judge);
            workload.containers().forEach(container -> container(workload, container, judge));
            if (workload.kind().equals("Deployment")) {
                replacing(manifests, workload, judge);
            }
        });
        manifests.all("ServiceAccount").forEach(account -> new Judge(account.label(), faults)
                .expect(isFalse(account.at("/automountServiceAccountToken")), "mounts its token"));
        return faults;
    }

    /** Writes down what does not hold. */
    private record Judge(String what, List<String> faults) {
        void expect(boolean holds, String otherwise) {
            if (!holds) {
                faults.add(what + " " + otherwise);
            }
        }
    }

    private static void pod(JsonNode pod, Judge judge) {
        JsonNode security = pod.path("securityContext");
        judge.expect(isFalse(pod.path("automountServiceAccountToken")), "mounts a token of the API server");
        judge.expect(isFalse(pod.path("enableServiceLinks")), "has variables of other Services");
        judge.expect(security.path("runAsNonRoot").asBoolean(), "may run as root");
        judge.expect(security.at("/seccompProfile/type").asText().equals("RuntimeDefault"), "may make any system call");
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            judge.expect(!pod.path(host).asBoolean(), "shares " + host);
        }
        Resource.each(pod.path("volumes")).forEach(volume -> {
            Set<String> types = volume.properties().stream()
                    .map(entry -> entry.getKey())
                    .filter(key -> !key.equals("name"))
                    .collect(Collectors.toSet());
            judge.expect(VOLUMES.containsAll(types), "has a volume of type " + types);
        });
    }

    private static void container(Resource workload, JsonNode container, Judge judge) {
        JsonNode security = container.path("securityContext");
        judge.expect(isFalse(security.path("allowPrivilegeEscalation")), "may gain privileges");
        judge.expect(!security.path("privileged").asBoolean(), "is privileged");
        judge.expect(security.path("readOnlyRootFilesystem").asBoolean(), "may write to its image");
        judge.expect(
                Resource.each(security.at("/capabilities/drop"))
                        .anyMatch(each -> each.asText().equals("ALL")),
                "keeps capabilities");
        judge.expect(security.at("/capabilities/add").isMissingNode(), "has capabilities added");

        for (String resource : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
            judge.expect(!container.at("/resources" + resource).isMissingNode(), "has no resources" + resource);
        }
        judge.expect(
                container.at("/resources/requests/memory").equals(container.at("/resources/limits/memory")),
                "is promised less memory than it may use");
        String image = container.path("image").asText();
        judge.expect(
                image.matches(".+(:[^/:]+|@sha256:[0-9a-f]{64})") && !image.endsWith(":latest"),
                "runs an image that is not named exactly: " + image);

        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            JsonNode asked = container.path(probe);
            judge.expect(!asked.isMissingNode(), "has no " + probe);
            String port = asked.path("httpGet").isMissingNode()
                    ? asked.at("/tcpSocket/port").asText()
                    : asked.at("/httpGet/port").asText();
            judge.expect(workload.hasPort(port), "has a " + probe + " at a port that it has not: " + port);
        }
        if (workload.kind().equals("Deployment")) {
            judge.expect(path(container, "livenessProbe").equals("/q/health/live"), "lives by what others do");
            judge.expect(path(container, "readinessProbe").equals("/q/health/ready"), "is ready by something else");
            judge.expect(
                    container.at("/livenessProbe/httpGet/port").asText().equals("management"),
                    "is probed where the world can ask");
        }
        int patience = container.at("/livenessProbe/periodSeconds").asInt(10)
                * container.at("/livenessProbe/failureThreshold").asInt(3);
        judge.expect(patience >= 30, "is restarted after " + patience + " s of silence: a long pause is no death");
    }

    private static String path(JsonNode container, String probe) {
        return container.path(probe).at("/httpGet/path").asText();
    }

    private static void replacing(Manifests manifests, Resource deployment, Judge judge) {
        if (deployment.name().equals("relay-service")) {
            Duration patience = Duration.ofSeconds(
                    deployment.at("/spec/progressDeadlineSeconds").asInt(600));
            judge.expect(patience.compareTo(REBUILD) >= 0, "is given up while its first pod still makes its view");
        }
        judge.expect(
                deployment.text("/spec/strategy/rollingUpdate/maxUnavailable").equals("0"),
                "has fewer pods while it is replaced");
        Set<String> spread = Resource.each(deployment.pod().path("topologySpreadConstraints"))
                .filter(constraint -> Resource.selects(constraint.path("labelSelector"), deployment.podLabels()))
                .map(constraint -> constraint.path("topologyKey").asText())
                .collect(Collectors.toSet());
        judge.expect(
                spread.containsAll(Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")),
                "is spread over " + spread);
        judge.expect(
                Resource.each(deployment.pod().path("topologySpreadConstraints"))
                        .filter(constraint ->
                                constraint.path("whenUnsatisfiable").asText().equals("DoNotSchedule"))
                        .allMatch(constraint ->
                                constraint.path("nodeTaintsPolicy").asText().equals("Honor")),
                "is not replaced while a zone is lost");
        long budgets = manifests
                .all("PodDisruptionBudget")
                .filter(budget -> Resource.selects(budget.at("/spec/selector"), deployment.podLabels()))
                .count();
        judge.expect(budgets == 1, "has " + budgets + " disruption budgets");
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }
}
