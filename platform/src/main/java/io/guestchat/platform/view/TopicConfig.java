package io.guestchat.platform.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is fixed for good when the topics are created. */
@ConfigMapping(prefix = "guestchat.topics")
public interface TopicConfig {
    /** Partitions of each keyed topic; a topic with another number is refused. */
    @WithDefault("64")
    int partitions();
}
