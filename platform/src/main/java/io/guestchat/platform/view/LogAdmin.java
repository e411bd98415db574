package io.guestchat.platform.view;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Opens the client that Kafka is asked with about its topics. */
public final class LogAdmin {
    private LogAdmin() {}

    /**
     * The caller closes it.
     *
     * @param kafka     {@code kafka.*}: the address, and how to log in there
     * @param timeoutMs how long (ms) a call may take, and each of its attempts
     */
    public static Admin open(Map<String, Object> kafka, int timeoutMs) {
        Map<String, Object> client = new HashMap<>(kafka);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        client.keySet().retainAll(AdminClientConfig.configNames());
        return Admin.create(client);
    }
}
