package io.guestchat.platform.redis;

import io.smallrye.config.ConfigMapping;

/** Where Redis is. */
@ConfigMapping(prefix = "guestchat.redis")
public interface RedisConfig {
    /** {@code redis://host:port}, or {@code rediss://} over TLS; a password belongs in the URL's user info. */
    String url();
}
