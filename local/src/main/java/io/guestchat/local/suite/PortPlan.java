package io.guestchat.local.suite;

import io.guestchat.local.process.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which port everything has.
 *
 * @param webGuest the guest page
 * @param invite the invite-service
 * @param session the session-service
 * @param relays the relays
 * @param sampleProvider the sample provider
 * @param kafka the brokers; each one's controller has the next port
 * @param redis Redis
 */
public record PortPlan(
        Service webGuest,
        Service invite,
        Service session,
        List<Service> relays,
        Service sampleProvider,
        List<Integer> kafka,
        int redis) {
    static final int MOST_RELAYS = 5;
    /** So that the last port, Redis', is still one. */
    static final int HIGHEST_BASE = 65_535 - 60;

    /**
     * A service's ports.
     *
     * @param http what the world may see
     * @param management health and metrics
     */
    public record Service(int http, int management) {}

    /** The plan for these options. */
    public static PortPlan of(Options options) {
        return options.portBase().isPresent()
                ? moved(options.portBase().getAsInt(), options.relays(), options.brokers())
                : usual(options.relays(), options.brokers());
    }

    private static PortPlan usual(int relays, int brokers) {
        return new PortPlan(
                new Service(8080, 9080),
                new Service(8081, 9081),
                new Service(8082, 9082),
                services(relays, 8083, 9083),
                new Service(8090, 9090),
                brokers(brokers, 19092),
                16379);
    }

    private static PortPlan moved(int base, int relays, int brokers) {
        return new PortPlan(
                new Service(base, base + 20),
                new Service(base + 1, base + 21),
                new Service(base + 2, base + 22),
                services(relays, base + 3, base + 23),
                new Service(base + 10, base + 30),
                brokers(brokers, base + 40),
                base + 60);
    }

    private static List<Service> services(int count, int http, int management) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Service(http + i, management + i))
                .toList();
    }

    private static List<Integer> brokers(int count, int first) {
        return IntStream.range(0, count).mapToObj(i -> first + 2 * i).toList();
    }

    /** What must be free before a start, and is again after the end: port → who wants it. */
    public Map<Integer, String> wanted(boolean infrastructureOnly) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        for (int broker : kafka) {
            wanted.put(broker, "kafka");
            wanted.put(broker + 1, "kafka's controller");
        }
        wanted.put(redis, "redis");
        if (!infrastructureOnly) {
            Map<String, Service> services = new LinkedHashMap<>();
            services.put("web-guest", webGuest);
            services.put("invite", invite);
            services.put("session", session);
            for (int i = 0; i < relays.size(); i++) {
                services.put("relay-" + (i + 1), relays.get(i));
            }
            services.put("sample-provider", sampleProvider);
            services.forEach((name, ports) -> {
                wanted.put(ports.http(), name);
                wanted.put(ports.management(), name + "'s management");
            });
        }
        return wanted;
    }

    /** The ports that somebody else listens on, for people: {@code 8081 (invite)}; empty when all are free. */
    public String taken(boolean infrastructureOnly) {
        List<String> taken = new ArrayList<>();
        wanted(infrastructureOnly).forEach((port, name) -> {
            if (!Ports.isFree(port)) {
                taken.add(port + " (" + name + ")");
            }
        });
        return taken.stream().collect(Collectors.joining(", "));
    }
}
