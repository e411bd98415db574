package io.guestchat.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code guestchat.limits.*}. */
@ConfigMapping(prefix = "guestchat.limits")
public interface LimitsConfig {
    /** False lifts rate limits and quotas, for load runs; sizes and times stay. */
    @WithDefault("true")
    boolean enabled();
}
