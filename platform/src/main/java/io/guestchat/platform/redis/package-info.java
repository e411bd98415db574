/**
 * The way to Redis: one multiplexed connection for commands and scripts, one for sharded pub/sub, both of which come back by
 * themselves. What keys mean is not known here.
 */
@NullMarked
package io.guestchat.platform.redis;

import org.jspecify.annotations.NullMarked;
