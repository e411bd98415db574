package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The view of guestchat.sessions: each session until its tombstone, {@link Limits#REMEMBERED} after its end. */
@ApplicationScoped
@Default
@Identifier(SessionsView.CHANNEL)
public class SessionsView implements KafkaConsumerRebalanceListener {
    static final String CHANNEL = "sessions";
    private static final Logger LOG = Logger.getLogger(SessionsView.class);

    private final LogView view;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();

    SessionsView(LogViews views, Lifetimes lifetimes) {
        this.view = views.of(TopicNames.SESSIONS, CHANNEL, "session:sessions", new Script(lifetimes));
    }

    LogView view() {
        return view;
    }

    /** The partitions that this node applies now. */
    Set<Integer> owned() {
        return owned;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.assigned(consumer, partitions);
        partitions.forEach(p -> owned.add(p.partition()));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(p -> owned.remove(p.partition()));
        view.revoked(partitions);
    }

    private record Script(Lifetimes lifetimes) implements ViewScript {
        private static final LuaScript LUA = LuaScript.of(SessionsView.class, "sessions.lua");

        @Override
        public LuaScript script() {
            return LUA;
        }

        @Override
        public List<String> keys(int partition) {
            return List.of();
        }

        @Override
        public List<?> args(int partition, List<ConsumerRecord<String, byte[]>> records) {
            List<Object> args = new ArrayList<>(1 + SessionFields.WIDTH * records.size());
            args.add(new ViewKeys(partition).prefix());
            for (ConsumerRecord<String, byte[]> r : records) {
                try {
                    args.addAll(r.value() == null ? SessionFields.tombstone(r.key()) : fields(r.value()));
                } catch (InvalidValue e) {
                    LOG.errorf("not a session record partition=%d offset=%d", r.partition(), r.offset());
                }
            }
            return args;
        }

        private List<String> fields(byte[] value) {
            SessionRecord session = TopicCodec.read(value, SessionRecord.class);
            return SessionFields.of(session, lifetimes.dueAt(session));
        }
    }
}
