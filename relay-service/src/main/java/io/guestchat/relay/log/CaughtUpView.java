package io.guestchat.relay.log;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.ViewBehind;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The view once it had reached the log's end: what is read through this is never below that. Redis may be wiped, or moved back
 * by a failover, between the waiting and the reading; so each read takes the positions along, behind what is read.
 */
public final class CaughtUpView {
    private final RedisCommands redis;
    private final Offsets reached;
    private final Set<LogTopic> topics;

    /** @param topics that were waited for: what follows from others may be below the log */
    CaughtUpView(RedisCommands redis, Offsets reached, Set<LogTopic> topics) {
        this.redis = redis;
        this.reached = reached;
        this.topics = topics;
    }

    /**
     * Reads.
     *
     * @param partitions whose view the requests ask, among those that were waited for
     * @return the answers to the requests; fails with {@link ViewBehind} if a partition has moved back
     */
    public Future<List<Response>> read(List<Request> requests, Collection<Integer> partitions) {
        List<Request> all = new ArrayList<>(requests.size() + partitions.size());
        all.addAll(requests);
        partitions.forEach(p -> all.add(new Slot(p).readPositions()));
        return redis.batch(all).compose(answers -> {
            int at = requests.size();
            for (int partition : partitions) {
                if (!reached.isReachedBy(partition, topics, answers.get(at++))) {
                    return Future.failedFuture(new ViewBehind());
                }
            }
            return Future.succeededFuture(answers.subList(0, requests.size()));
        });
    }
}
