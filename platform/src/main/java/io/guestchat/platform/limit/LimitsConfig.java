package io.guestchat.platform.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the whole deployment. */
@ConfigMapping(prefix = "guestchat.limits")
public interface LimitsConfig {

    /** False lifts rate limits and quotas, never sizes: for load runs. */
    @WithDefault("true")
    boolean enabled();
}
