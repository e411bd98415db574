package io.guestchat.platform.redis;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which node serves which hash slot. */
sealed interface Topology permits FixedTopology, ClusterTopology {
    void open();

    void close();

    /** The node that serves a slot, as far as is known. */
    @Nullable
    String owner(int slot);

    /** All nodes that serve a slot. */
    Set<String> nodes();

    String url(String node);

    /** A node has told who serves this slot. */
    void moved(int slot, String node);

    /** Something shows that the nodes may have changed. */
    void doubtful();

    /** Runs, on any thread, after the nodes may have changed. */
    void onChange(Runnable action);
}
