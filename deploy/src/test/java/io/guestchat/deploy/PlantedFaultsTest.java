package io.guestchat.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break is none: each of these faults is noticed, in the words given. */
class PlantedFaultsTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    /**
     * A fault.
     *
     * @param name what was done
     * @param spoil does it to manifests that nobody else has
     * @param noticed part of what is said about it
     */
    record Planted(String name, UnaryOperator<Manifests> spoil, String noticed) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isNoticed(Planted planted) {
        // When
        List<String> faults = Policy.faults(
                Overlay.PRODUCTION,
                planted.spoil().apply(Overlay.PRODUCTION.manifests().copy()));

        // Then
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(planted.noticed())), faults.toString());
    }

    static Stream<Planted> faults() {
        return Stream.of(pods(), references(), draining(), scaling(), settings(), networks(), topics())
                .flatMap(List::stream);
    }

    private static List<Planted> pods() {
        return List.of(
                relay(
                        "a field that Kubernetes does not know",
                        CONTAINER,
                        c -> c.put("livenesProbe", 1),
                        "livenesProbe"),
                relay("a token", POD, p -> p.put("automountServiceAccountToken", true), "token of the API server"),
                relay("root", POD + "/securityContext", s -> s.put("runAsNonRoot", false), "may run as root"),
                relay("a node's network", POD, p -> p.put("hostNetwork", true), "shares hostNetwork"),
                relay(
                        "a root that can be written to",
                        CONTAINER + "/securityContext",
                        s -> s.put("readOnlyRootFilesystem", false),
                        "may write to its image"),
                relay(
                        "a capability",
                        CONTAINER + "/securityContext/capabilities",
                        c -> c.putArray("add").add("NET_ADMIN"),
                        "has capabilities added"),
                relay("no limits", CONTAINER + "/resources", r -> r.remove("limits"), "has no resources/limits/memory"),
                relay(
                        "an image of no version",
                        CONTAINER,
                        c -> c.put("image", "guestchat/relay-service:latest"),
                        "latest"),
                relay(
                        "liveness by what others do",
                        CONTAINER + "/livenessProbe/httpGet",
                        g -> g.put("path", "/q/health"),
                        "lives by what others do"),
                relay(
                        "a probe at the public port",
                        CONTAINER + "/livenessProbe/httpGet",
                        g -> g.put("port", "http"),
                        "where the world can ask"),
                relay(
                        "a probe at no port",
                        CONTAINER + "/readinessProbe/httpGet",
                        g -> g.put("port", "admin"),
                        "readinessProbe at a port that it has not"),
                relay("no startup probe", CONTAINER, c -> c.remove("startupProbe"), "has no startupProbe"),
                relay(
                        "fewer pods meanwhile",
                        "/spec/strategy/rollingUpdate",
                        u -> u.put("maxUnavailable", 1),
                        "fewer pods while"),
                relay(
                        "a rollout that waits for no rebuild",
                        "/spec",
                        s -> s.put("progressDeadlineSeconds", 600),
                        "is given up while its first pod"),
                relay(
                        "no spread over zones",
                        POD,
                        p -> ((ArrayNode) p.path("topologySpreadConstraints")).remove(0),
                        "is spread over [kubernetes.io/hostname]"),
                relay(
                        "a lost zone that counts as an empty one",
                        POD,
                        p -> ((ObjectNode) p.path("topologySpreadConstraints").get(0)).remove("nodeTaintsPolicy"),
                        "is not replaced while a zone is lost"),
                new Planted(
                        "no disruption budget",
                        m -> m.without("PodDisruptionBudget", "relay-service"),
                        "has 0 disruption budgets"));
    }

    private static List<Planted> references() {
        return List.of(
                changed(
                        "Service",
                        "relay-service",
                        "/spec/selector",
                        s -> s.put("app.kubernetes.io/name", "relay"),
                        "leads to 0 workloads"),
                changed(
                        "Service",
                        "relay-service",
                        "/spec/ports/0",
                        p -> p.put("targetPort", "https"),
                        "leads to a port that is not there"),
                changed(
                        "HTTPRoute",
                        "relay-service",
                        "/spec/rules/0/backendRefs/0",
                        b -> b.put("port", 8083),
                        "leads to no Service"),
                changed(
                        "HTTPRoute",
                        "relay-service",
                        "/spec/rules/0/timeouts",
                        t -> t.put("request", "30s"),
                        "cuts WebSockets off"),
                changed(
                        "HTTPRoute",
                        "session-service",
                        "/spec/parentRefs/0",
                        p -> p.put("sectionName", "http"),
                        "hangs on no listener"),
                changed(
                        "HTTPRoute",
                        "session-service",
                        "/spec",
                        s -> s.putArray("hostnames").add("elsewhere.example"),
                        "is not for SESSION_HOST"),
                relay(
                        "a ConfigMap that is not there",
                        CONTAINER + "/envFrom/0/configMapRef",
                        c -> c.put("name", "host"),
                        "wants the ConfigMap host"),
                relay("a Secret of which nobody is told", CONTAINER, PlantedFaultsTest::otherSecrets, "nobody is told"),
                relay(
                        "a Deployment that does not select its pods",
                        "/spec/selector/matchLabels",
                        l -> l.put("app.kubernetes.io/name", "relay"),
                        "does not select its own pods"),
                new Planted("a Secret in the manifests", m -> m.with(secret(m)), "is made here"));
    }

    private static List<Planted> draining() {
        return List.of(
                relay(
                        "less time to end than the drain takes",
                        POD,
                        p -> p.put("terminationGracePeriodSeconds", 60),
                        "is killed after 60 s"),
                setting(
                        "a drain that takes longer",
                        "relay-service",
                        "guestchat.relay.drain=60s",
                        "guestchat.relay.drain=5m",
                        "is killed after 90 s"),
                relay(
                        "an end before load balancers hear of it",
                        CONTAINER,
                        c -> c.remove("lifecycle"),
                        "before it is known to go"));
    }

    private static List<Planted> scaling() {
        return List.of(
                relay(
                        "a number of replicas beside the scaler",
                        "/spec",
                        s -> s.put("replicas", 3),
                        "has a scaler and a number of replicas"),
                new Planted("a second scaler", m -> m.with(second(m)), "has 2 scalers"),
                changed(
                        "ScaledObject",
                        "relay-service",
                        "/spec/scaleTargetRef",
                        t -> t.put("name", "relay"),
                        "a scaler is for nobody"),
                changed(
                        "ScaledObject",
                        "relay-service",
                        "/spec",
                        s -> ((ArrayNode) s.path("triggers")).remove(0),
                        "is not scaled by guestchat_relay_connections"),
                changed(
                        "ScaledObject",
                        "relay-service",
                        "/spec/triggers/0/metadata",
                        t -> t.put("query", "sum(guestchat_relay_log_behind{namespace=\"guestchat\"})"),
                        "is scaled by a rebuild"),
                changed(
                        "ScaledObject",
                        "relay-service",
                        "/spec/triggers/0/metadata",
                        t -> t.remove("ignoreNullValues"),
                        "shrinks when Prometheus has nothing to say"),
                changed(
                        "ScaledObject",
                        "relay-service",
                        "/spec",
                        s -> s.put("maxReplicaCount", 100),
                        "100 nodes for 64 partitions"));
    }

    private static List<Planted> settings() {
        return List.of(
                setting(
                        "a key with a slip",
                        "relay-service",
                        "guestchat.relay.drain=",
                        "guestchat.relay.drian=",
                        "does not know guestchat.relay.drian"),
                setting(
                        "a key of another service",
                        "relay-service",
                        "guestchat.relay.drain=",
                        "guestchat.invite.active-per-member=",
                        "does not know guestchat.invite.active-per-member"),
                setting(
                        "a key that is fixed when it is built",
                        "relay-service",
                        "quarkus.http.host=",
                        "quarkus.http.root-path=",
                        "does not know quarkus.http.root-path"),
                setting(
                        "what is for one machine",
                        "relay-service",
                        "quarkus.http.host=",
                        "quarkus.vertx.event-loops-pool-size=",
                        "has what is for one machine"),
                setting(
                        "a host that is not named",
                        "relay-service",
                        "${RELAY_HOST}",
                        "${CHAT_HOST}",
                        "has no CHAT_HOST"),
                setting(
                        "a load balancer that is nobody",
                        "relay-service",
                        "quarkus.http.proxy.trusted-proxies=",
                        "#",
                        "takes the load balancer for the client"),
                setting(
                        "keys of whoever answers",
                        "relay-service",
                        "session-jwks=https:",
                        "session-jwks=http:",
                        "believes whoever answers"));
    }

    private static List<Planted> networks() {
        return List.of(
                new Planted("no denial", m -> m.without("NetworkPolicy", "default-deny"), "nothing is denied"),
                new Planted("no way in", m -> m.without("NetworkPolicy", "from-gateway"), "is reached by no Gateway"),
                changed(
                        "NetworkPolicy",
                        "services",
                        "/spec/egress/1/ports/0",
                        p -> p.put("port", 6380),
                        "may reach ports"),
                changed("NetworkPolicy", "from-gateway", "/spec/ingress/0", r -> r.remove("from"), "lets everybody"),
                changed(
                        "NetworkPolicy",
                        "services",
                        "/spec/egress/2/to/0/ipBlock",
                        b -> b.remove("except"),
                        "opens the metadata service"),
                changed(
                        "NetworkPolicy",
                        "default-deny",
                        "/spec",
                        s -> s.putObject("podSelector"),
                        "default-deny shuts in the proxies of a Gateway"),
                changed(
                        "NetworkPolicy",
                        "dns",
                        "/spec",
                        s -> s.putObject("podSelector"),
                        "dns shuts in the proxies of a Gateway"),
                changed(
                        "NetworkPolicy",
                        "services",
                        "/spec",
                        s -> ((ArrayNode) s.path("egress")).remove(3),
                        "session-service may reach ports"),
                changed(
                        "NetworkPolicy",
                        "canary",
                        "/spec",
                        s -> ((ArrayNode) s.path("egress")).remove(1),
                        "canary may reach ports"),
                changed(
                        "NetworkPolicy",
                        "services",
                        "/spec/egress/1/ports/0",
                        p -> p.remove("port"),
                        "opens every port"));
    }

    private static List<Planted> topics() {
        return List.of(
                changed("KafkaTopic", "guestchat.invites", "/spec", s -> s.put("partitions", 32), "has 32 partitions"),
                changed(
                        "KafkaTopic",
                        "guestchat.envelopes",
                        "/spec/config",
                        c -> c.put("retention.ms", 1),
                        "is kept by"),
                changed(
                        "KafkaTopic",
                        "guestchat.acks",
                        "/spec/config",
                        c -> c.put("min.insync.replicas", 1),
                        "is kept by"),
                changed(
                        "KafkaTopic",
                        "guestchat.sessions",
                        "/spec/config",
                        c -> c.remove("max.compaction.lag.ms"),
                        "guestchat.sessions is kept by"),
                changed(
                        "KafkaTopic",
                        "guestchat.events",
                        "/spec/config",
                        c -> c.remove("segment.ms"),
                        "guestchat.events is kept by"),
                new Planted("a topic less", m -> m.without("KafkaTopic", "guestchat.activity"), "topics are"),
                changed(
                        "KafkaUser",
                        "invite-service",
                        "/spec/authorization/acls/1",
                        a -> a.putArray("operations").add("Write"),
                        "and needs"),
                changed(
                        "KafkaUser",
                        "relay-service",
                        "/spec/authorization/acls/0/resource",
                        r -> r.put("patternType", "prefix"),
                        "more than it names"),
                changed(
                        "KafkaUser",
                        "relay-service",
                        "/spec/authorization",
                        a -> ((ObjectNode) a.path("acls")
                                        .get(a.path("acls").size() - 1)
                                        .path("resource"))
                                .put("name", "guestchat-relay-old-"),
                        "may not read as guestchat-relay-envelopes"));
    }

    /** A change of the relay's Deployment. */
    private static Planted relay(String name, String pointer, Consumer<ObjectNode> change, String noticed) {
        return new Planted(name, m -> spoilt(m, "Deployment", "relay-service", pointer, change), noticed);
    }

    private static Planted changed(
            String kind, String name, String pointer, Consumer<ObjectNode> change, String noticed) {
        return new Planted(kind + " " + name + ": " + noticed, m -> spoilt(m, kind, name, pointer, change), noticed);
    }

    private static Manifests spoilt(
            Manifests manifests, String kind, String name, String pointer, Consumer<ObjectNode> change) {
        change.accept(manifests.get(kind, name).object(pointer));
        return manifests;
    }

    /** A change of a service's {@code service.properties}. */
    private static Planted setting(String name, String service, String from, String to, String noticed) {
        return new Planted(
                name,
                m -> {
                    ObjectNode data = m.settings(service).object("/data");
                    String before = data.path("service.properties").asText();
                    if (!before.contains(from)) {
                        throw new AssertionError(service + " has no " + from);
                    }
                    data.put("service.properties", before.replace(from, to));
                    return m;
                },
                noticed);
    }

    private static void otherSecrets(ObjectNode container) {
        Resource.each(container.path("env"))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(JsonNode::isObject)
                .forEach(secret -> ((ObjectNode) secret).put("name", "elsewhere"));
    }

    private static Resource secret(Manifests manifests) {
        ObjectNode secret = manifests.get("Service", "relay-service").json().deepCopy();
        secret.put("kind", "Secret");
        secret.remove("spec");
        return new Resource(secret);
    }

    private static Resource second(Manifests manifests) {
        ObjectNode scaler =
                manifests.get("ScaledObject", "relay-service").json().deepCopy();
        ((ObjectNode) scaler.path("metadata")).put("name", "relay-by-processor");
        return new Resource(scaler);
    }
}
