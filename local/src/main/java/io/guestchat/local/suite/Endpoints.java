package io.guestchat.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the running suite is, for people and for tools: {@code endpoints.json}.
 *
 * @param ports which port everything has
 * @param kafka bootstrap servers
 * @param redis URL
 * @param pids process ids by role: invite, session, relay, kafka, redis; in the order of their ports
 * @param tenants the tenants with their private keys
 */
public record Endpoints(
        PortPlan ports, String kafka, String redis, Map<String, List<Long>> pids, List<Tenant> tenants) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The guest page. */
    public String webGuest() {
        return http(ports.webGuest().http());
    }

    /** The invite-service. */
    public String invite() {
        return http(ports.invite().http());
    }

    /** The session-service. */
    public String session() {
        return http(ports.session().http());
    }

    /** Where to connect, for each relay. */
    public List<String> relays() {
        return ports.relays().stream()
                .map(relay -> Services.relayUrl(relay.http()))
                .toList();
    }

    /** The sample provider's phone. */
    public String sampleProvider() {
        return http(ports.sampleProvider().http());
    }

    /** The document; with private keys. */
    public String toJson() {
        Map<String, Object> management = new LinkedHashMap<>();
        management.put("invite", http(ports.invite().management()));
        management.put("session", http(ports.session().management()));
        management.put(
                "relay",
                oneOrAll(ports.relays().stream()
                        .map(relay -> http(relay.management()))
                        .toList()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("webGuest", webGuest());
        document.put("invite", invite());
        document.put("session", session());
        document.put("relay", oneOrAll(relays()));
        document.put("sampleProvider", sampleProvider());
        document.put("management", management);
        document.put("kafka", kafka);
        document.put("redis", redis);
        document.put("pids", pids);
        document.put("tenants", tenants.stream().map(Endpoints::tenant).toList());
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> tenant(Tenant tenant) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", tenant.id());
        written.put("issuer", tenant.issuer());
        written.put("privateJwk", tenant.key().toJSONObject());
        return written;
    }

    /** The document's rule for relays: a list where several run. */
    private static Object oneOrAll(List<String> all) {
        return all.size() == 1 ? all.getFirst() : all;
    }

    private static String http(int port) {
        return "http://localhost:" + port;
    }
}
