package io.guestchat.platform.killswitch;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** {@code guestchat.switches.*}. */
@ConfigMapping(prefix = "guestchat.switches")
public interface KillSwitchConfig {
    /** Directory with a file for each switch that is on: see {@link KillSwitch}. Without one nothing can be turned off. */
    Optional<Path> directory();
}
