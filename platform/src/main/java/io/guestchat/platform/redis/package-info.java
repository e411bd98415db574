/**
 * The way to Redis: to each node one multiplexed connection for commands and scripts, and one for sharded pub/sub, which come back by
 * themselves. Which nodes there are is a {@link io.guestchat.platform.redis.Topology}: one address, or the nodes of a Redis Cluster.
 * What keys mean is not known here.
 */
@NullMarked
package io.guestchat.platform.redis;

import org.jspecify.annotations.NullMarked;
