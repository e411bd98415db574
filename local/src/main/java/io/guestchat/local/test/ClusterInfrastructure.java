package io.guestchat.local.test;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalRedisCluster;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As {@link SuiteInfrastructure}, but with a Redis Cluster of three nodes, which is the test class's own:
 * {@code @QuarkusTestResource(value = ClusterInfrastructure.class, restrictToAnnotatedClass = true)}.
 */
public final class ClusterInfrastructure implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalRedisCluster cluster;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(SuiteInfrastructure.settings());
        Checkout checkout = Checkout.find();
        LocalRedisCluster started =
                LocalRedisCluster.start(checkout, TestFolder.create(checkout).path(), 0);
        cluster = started;
        settings.put("guestchat.redis.url", started.urls());
        settings.put("guestchat.redis.mode", "cluster");
        return settings;
    }

    @Override
    public void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
