package io.guestchat.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whatever one manifest names in another is there, and selectors find whom they mean. */
final class ReferenceRules {
    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private ReferenceRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        ReferenceRules rules = new ReferenceRules(manifests);
        manifests.workloads().forEach(rules::workload);
        manifests.all("Service").forEach(rules::service);
        manifests.all("PodDisruptionBudget").forEach(rules::budget);
        manifests.all("HTTPRoute").forEach(rules::route);
        manifests.all("PodMonitor").forEach(rules::monitor);
        manifests.all("Secret").forEach(secret -> rules.faults.add(secret.label() + " is made here"));
        rules.namespaces();
        rules.hosts();
        return rules.faults;
    }

    /** The same, as far as pods are concerned. */
    static List<String> faultsOfWorkloads(Manifests manifests) {
        ReferenceRules rules = new ReferenceRules(manifests);
        manifests.workloads().forEach(rules::workload);
        return rules.faults;
    }

    private void expect(boolean holds, Resource who, String otherwise) {
        if (!holds) {
            faults.add(who.label() + " " + otherwise);
        }
    }

    private void workload(Resource workload) {
        expect(
                Resource.selects(workload.at("/spec/selector"), workload.podLabels()),
                workload,
                "does not select its own pods");
        String account = workload.pod().path("serviceAccountName").asText();
        expect(
                account.isEmpty() || manifests.find("ServiceAccount", account).isPresent(),
                workload,
                "runs as nobody: " + account);
        for (JsonNode container : workload.containers()) {
            Resource.each(container.path("envFrom"))
                    .forEach(from -> configMap(workload, from.at("/configMapRef/name")));
            Resource.each(container.path("env")).forEach(variable -> {
                secret(workload, variable.at("/valueFrom/secretKeyRef/name"));
                configMap(workload, variable.at("/valueFrom/configMapKeyRef/name"));
            });
            Resource.each(container.path("volumeMounts"))
                    .forEach(mount -> expect(
                            hasVolume(workload, mount.path("name").asText()),
                            workload,
                            "mounts what is no volume: " + mount.path("name").asText()));
        }
        Resource.each(workload.pod().path("volumes"))
                .flatMap(volume -> Stream.concat(Stream.of(volume), Resource.each(volume.at("/projected/sources"))))
                .forEach(source -> {
                    configMap(workload, source.at("/configMap/name"));
                    secret(workload, source.at("/secret/secretName"));
                });
    }

    private static boolean hasVolume(Resource workload, String name) {
        return Stream.concat(
                        Resource.each(workload.pod().path("volumes")).map(volume -> volume.path("name")),
                        Resource.each(workload.at("/spec/volumeClaimTemplates"))
                                .map(claim -> claim.at("/metadata/name")))
                .anyMatch(volume -> volume.asText().equals(name));
    }

    private void configMap(Resource who, JsonNode name) {
        if (!name.isMissingNode()) {
            expect(
                    manifests.find("ConfigMap", name.asText()).isPresent(),
                    who,
                    "wants the ConfigMap " + name.asText() + ", which is not there");
        }
    }

    /** Made by Strimzi, or by whoever installs, as the page for him says. */
    private void secret(Resource who, JsonNode name) {
        if (!name.isMissingNode()) {
            String wanted = name.asText();
            boolean ofStrimzi = manifests.find("KafkaUser", wanted).isPresent()
                    || manifests.all("Kafka").anyMatch(kafka -> wanted.equals(kafka.name() + "-cluster-ca-cert"));
            expect(ofStrimzi || isDocumented(wanted), who, "wants the Secret " + wanted + ", of which nobody is told");
        }
    }

    private static boolean isDocumented(String secret) {
        try {
            return Files.readString(Overlay.root().resolve("docs/operating/install.md"))
                    .contains("`" + secret + "`");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void service(Resource service) {
        Map<String, String> selector = Resource.texts(service.at("/spec/selector"));
        List<Resource> behind = manifests
                .workloads()
                .filter(workload -> workload.podLabels().entrySet().containsAll(selector.entrySet()))
                .toList();
        expect(!selector.isEmpty() && behind.size() == 1, service, "leads to " + behind.size() + " workloads");
        Resource.each(service.at("/spec/ports"))
                .map(port -> port.path("targetPort").asText())
                .forEach(port -> expect(
                        behind.stream().allMatch(workload -> workload.hasPort(port)),
                        service,
                        "leads to a port that is not there: " + port));
    }

    private void budget(Resource budget) {
        long whose = manifests
                .workloads()
                .filter(workload -> Resource.selects(budget.at("/spec/selector"), workload.podLabels()))
                .count();
        expect(whose == 1, budget, "is for " + whose + " workloads");
    }

    private void route(Resource route) {
        Resource.each(route.at("/spec/parentRefs"))
                .forEach(parent -> expect(
                        manifests.find("Gateway", parent.path("name").asText()).stream()
                                .flatMap(gateway -> Resource.each(gateway.at("/spec/listeners")))
                                .anyMatch(listener -> listener.path("name").equals(parent.path("sectionName"))
                                        && listener.path("protocol").asText().equals("HTTPS")),
                        route,
                        "hangs on no listener of a Gateway that speaks HTTPS"));
        Resource.each(route.at("/spec/rules"))
                .flatMap(rule -> Resource.each(rule.path("backendRefs")))
                .forEach(backend -> expect(
                        manifests.find("Service", backend.path("name").asText()).stream()
                                .flatMap(service -> Resource.each(service.at("/spec/ports")))
                                .anyMatch(port -> port.path("port").equals(backend.path("port"))),
                        route,
                        "leads to no Service: " + backend));
        boolean endless = Resource.each(route.at("/spec/rules"))
                .allMatch(rule -> rule.at("/timeouts/request").asText().equals("0s")
                        && rule.at("/timeouts/backendRequest").asText().equals("0s"));
        expect(
                route.name().equals("relay-service") == endless,
                route,
                endless ? "waits for its answers for ever" : "cuts WebSockets off");
    }

    /** The public names stand in one place, and routes have them from there. */
    private void hosts() {
        Resource hosts = manifests.settings("hosts");
        Map.of(
                        "web-guest", "PAGE_HOST",
                        "invite-service", "INVITE_HOST",
                        "session-service", "SESSION_HOST",
                        "relay-service", "RELAY_HOST")
                .forEach((route, key) -> {
                    Resource found = manifests.get("HTTPRoute", route);
                    expect(
                            found.text("/spec/hostnames/0").equals(hosts.text("/data/" + key))
                                    && found.at("/spec/hostnames").size() == 1,
                            found,
                            "is not for " + key);
                });
    }

    private void monitor(Resource monitor) {
        boolean ofKafka = manifests.all("Kafka").anyMatch(kafka -> monitor.text(
                        "/spec/selector/matchLabels/strimzi.io~1cluster")
                .equals(kafka.name()));
        List<Resource> watched = manifests
                .all("Deployment")
                .filter(deployment -> Resource.selects(monitor.at("/spec/selector"), deployment.podLabels()))
                .toList();
        expect(ofKafka || !watched.isEmpty(), monitor, "watches nobody");
        Resource.each(monitor.at("/spec/podMetricsEndpoints"))
                .map(endpoint -> endpoint.path("port").asText())
                .forEach(port -> expect(
                        watched.stream().allMatch(deployment -> deployment.hasPort(port)),
                        monitor,
                        "reads a port that is not there: " + port));
    }

    /** All of an overlay is in its one namespace. */
    private void namespaces() {
        List<String> names = manifests.all("Namespace").map(Resource::name).toList();
        Set<String> used = new TreeSet<>();
        manifests.resources().stream()
                .filter(resource -> !resource.kind().equals("Namespace"))
                .forEach(resource -> used.add(resource.text("/metadata/namespace")));
        if (!Set.copyOf(names).equals(used)) {
            faults.add("namespaces used: " + used + ", made: " + names);
        }
        manifests
                .all("Namespace")
                .forEach(namespace -> expect(
                        namespace
                                .text("/metadata/labels/pod-security.kubernetes.io~1enforce")
                                .equals("restricted"),
                        namespace,
                        "lets any pod in"));
    }
}
