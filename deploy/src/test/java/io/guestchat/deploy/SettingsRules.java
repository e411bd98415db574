package io.guestchat.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every setting is one that somebody reads, and whatever it refers to is there. */
final class SettingsRules {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z_]+)}");
    /** Read by the JVM itself. */
    private static final Set<String> OF_JVM = Set.of("JAVA_TOOL_OPTIONS");
    /** For one machine that everybody shares. */
    private static final Set<String> LOCAL_ONLY = Set.of(
            "mp.messaging.connector.smallrye-kafka.graceful-shutdown",
            "quarkus.vertx.event-loops-pool-size",
            "guestchat.limits.enabled");
    /** Else every guest has the load balancer's address. */
    private static final Set<String> BEHIND_PROXIES = Set.of("session-service", "relay-service");

    private static final Set<String> KEYS_OF_OTHERS =
            Set.of("guestchat.session.invite-jwks", "guestchat.relay.session-jwks");

    private SettingsRules() {}

    static List<String> faults(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        List<Settings> all = Settings.all(manifests);
        Map<String, KnownKeys> known =
                all.stream().collect(Collectors.toMap(Settings::service, each -> KnownKeys.of(each.service())));
        // What is for several services has to mean something to one of them.
        Set<String> shared = manifests.settings("suite").at("/data").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (Settings settings : all) {
            KnownKeys own = known.get(settings.service());
            settings.files().forEach((file, properties) -> {
                if (properties.isEmpty()) {
                    faults.add(settings.service() + " is told of " + file + ", which is not there");
                }
                for (String key : properties.stringPropertyNames()) {
                    boolean read = shared.contains(file)
                            ? known.values().stream().anyMatch(keys -> keys.contains(key))
                            : own != null && own.contains(key);
                    if (!read) {
                        faults.add(settings.service() + " does not know " + key);
                    }
                    if (LOCAL_ONLY.contains(key)) {
                        faults.add(settings.service() + " has what is for one machine: " + key);
                    }
                    references(properties.getProperty(key)).stream()
                            .filter(variable -> !settings.variables().containsKey(variable))
                            .forEach(
                                    variable -> faults.add(settings.service() + " has no " + variable + " for " + key));
                }
            });
            variables(settings, all, own, faults);
            if (BEHIND_PROXIES.contains(settings.service())) {
                proxies(settings, faults);
            }
        }
        return faults;
    }

    /** The same, for an overlay that others rely on. */
    static List<String> faultsOfPublic(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (Settings settings : Settings.all(manifests)) {
            for (String key : KEYS_OF_OTHERS) {
                if (settings.value(key, "https:").startsWith("http:")
                        || settings.value(key + "-plain-http", "false").equals("true")) {
                    faults.add(settings.service() + " believes whoever answers: " + key);
                }
            }
        }
        return faults;
    }

    private static void variables(Settings settings, List<Settings> all, KnownKeys own, List<String> faults) {
        Set<String> referred = new TreeSet<>();
        all.forEach(each -> each.files().values().forEach(file -> file.values()
                .forEach(value -> referred.addAll(references(value.toString())))));
        settings.variables().keySet().stream()
                .filter(name -> !OF_JVM.contains(name) && !referred.contains(name) && !own.containsVariable(name))
                .forEach(name -> faults.add(settings.service() + " has a variable that nobody reads: " + name));
    }

    private static void proxies(Settings settings, List<String> faults) {
        boolean forwarded = settings.value("quarkus.http.proxy.proxy-address-forwarding", "false")
                .equals("true");
        String trusted = settings.value("quarkus.http.proxy.trusted-proxies", "");
        if (!forwarded || trusted.isEmpty()) {
            faults.add(settings.service() + " takes the load balancer for the client");
        }
    }

    private static Set<String> references(String value) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = REFERENCE.matcher(value);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
