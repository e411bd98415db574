package io.guestchat.platform.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An operator's tool: prints all audit records, a line each, the oldest first. Kafka is where {@code kafka.*} says, as for a service:
 * in system properties, variables of the environment, or the files that {@code QUARKUS_CONFIG_LOCATIONS} names.
 */
public final class ReadAudit {
    private static final String LOCATIONS = "QUARKUS_CONFIG_LOCATIONS";
    private static final String KAFKA = "kafka.";

    private ReadAudit() {}

    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        String locations = System.getenv(LOCATIONS);
        if (locations != null) {
            System.setProperty("smallrye.config.locations", locations);
        }
        Config config = ConfigProvider.getConfig();
        Map<String, Object> kafka = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(KAFKA)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> kafka.put(name.substring(KAFKA.length()), value));
            }
        }
        new AuditTopic(kafka).readAll(record -> System.out.println(new String(record.value(), StandardCharsets.UTF_8)));
    }
}
