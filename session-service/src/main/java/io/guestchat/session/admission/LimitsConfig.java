package io.guestchat.session.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Rate limits of the whole suite. */
@ConfigMapping(prefix = "guestchat.limits")
public interface LimitsConfig {
    /** False lifts rate limits, for load runs; sizes stay limited. */
    @WithDefault("true")
    boolean enabled();
}
