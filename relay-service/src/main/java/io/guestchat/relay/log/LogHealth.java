package io.guestchat.relay.log;

import io.guestchat.platform.view.Partitions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Whether the log answers, and is the one that the view in Redis was made from: it has every partition that is configured and
 * no other, and its topics are the same as ever. A topic that was deleted and made again counts its offsets anew; applied to the
 * old view they would be taken for repetitions, and lost without a word.
 */
@ApplicationScoped
public class LogHealth {
    private static final Logger LOG = Logger.getLogger(LogHealth.class);
    private static final long LOOK_MS = 2_000;

    private final Vertx vertx;
    private final LogEnds ends;
    private final Partitions partitions;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Set<TopicPartition> foreign = ConcurrentHashMap.newKeySet();
    private volatile boolean reachable;
    private volatile boolean asKnown = true;

    LogHealth(Vertx vertx, LogEnds ends, Partitions partitions) {
        this.vertx = vertx;
        this.ends = ends;
        this.partitions = partitions;
    }

    void started(@Observes StartupEvent event) {
        look();
    }

    public boolean isReachable() {
        return reachable;
    }

    /** Whether the topics are what they were, and what the view was made from. False stays until an operator looks. */
    public boolean isTheViewsOwn() {
        return asKnown && foreign.isEmpty();
    }

    /** The topic's id in Kafka; fails as long as it has not been seen. */
    Future<String> id(LogTopic topic) {
        String id = ids.get(topic.topic());
        return id == null ? Future.failedFuture("topic not seen yet: " + topic.topic()) : Future.succeededFuture(id);
    }

    /** A partition's view was made from another topic than this, or reaches beyond its end. */
    void foreign(TopicPartition partition) {
        if (foreign.add(partition)) {
            LOG.errorf(
                    "the view in Redis was made from another log topic=%s partition=%d, nothing is applied to it",
                    partition.topic(), partition.partition());
        }
    }

    /** A partition's view is of this topic, or none of this node's concern any more. */
    void settled(TopicPartition partition) {
        foreign.remove(partition);
    }

    private void look() {
        ends.topics().onComplete(found -> {
            reachable = found.succeeded();
            if (reachable) {
                asKnown = found.result().values().stream().allMatch(this::isAsKnown);
            }
            vertx.setTimer(LOOK_MS, t -> look());
        });
    }

    private boolean isAsKnown(TopicDescription topic) {
        String id = topic.topicId().toString();
        String first = ids.putIfAbsent(topic.name(), id);
        return topic.partitions().size() == partitions.count() && (first == null || first.equals(id));
    }
}
