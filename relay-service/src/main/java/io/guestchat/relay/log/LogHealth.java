package io.guestchat.relay.log;

import io.guestchat.platform.view.Partitions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Whether the log answers, has every partition that is configured and no other, and its topics are the same as ever. A topic
 * that was deleted and made again counts its offsets anew; applied to the old view they would be taken for repetitions, and
 * lost without a word.
 */
@ApplicationScoped
public class LogHealth {
    private static final long LOOK_MS = 2_000;

    private final Vertx vertx;
    private final LogEnds ends;
    private final Partitions partitions;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
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

    /** Whether the topics are what they were when this node first saw them. */
    public boolean isAsKnown() {
        return asKnown;
    }

    /** The topic's id in Kafka; fails as long as it has not been seen. */
    Future<String> id(LogTopic topic) {
        String id = ids.get(topic.topic());
        return id == null ? Future.failedFuture("topic not seen yet: " + topic.topic()) : Future.succeededFuture(id);
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
