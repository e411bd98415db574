package io.guestchat.platform.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Where Redis is. */
@ConfigMapping(prefix = "guestchat.redis")
public interface RedisConfig {
    /**
     * {@code redis://host:port}, or {@code rediss://} over TLS; a password belongs in the URL's user info. Of a cluster several nodes
     * may be named, separated by commas; the first one's scheme, user info and query hold for all nodes.
     */
    List<String> url();

    /** What is found at {@link #url()}. */
    @WithDefault("single")
    Mode mode();

    /** How Redis is set up. */
    enum Mode {
        /** One server, or a pair of which the address always leads to the primary. */
        SINGLE,
        /** A Redis Cluster: any of its nodes tells of the others. */
        CLUSTER
    }
}
