package io.guestchat.session.view;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.view.LogView;
import io.guestchat.platform.view.LogViews;
import io.guestchat.platform.view.ViewScript;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The view of guestchat.invites: each invite until {@link Limits#REMEMBERED} after its end. */
@ApplicationScoped
@Default
@Identifier(InvitesView.CHANNEL)
public class InvitesView implements KafkaConsumerRebalanceListener {
    static final String CHANNEL = "invites";
    private static final Logger LOG = Logger.getLogger(InvitesView.class);

    private final LogView view;

    InvitesView(LogViews views) {
        this.view = views.of(TopicNames.INVITES, CHANNEL, "session:invites", new Script());
    }

    LogView view() {
        return view;
    }

    @Incoming(CHANNEL)
    Uni<Void> apply(ConsumerRecords<String, byte[]> records) {
        return view.apply(records);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.assigned(consumer, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        view.revoked(partitions);
    }

    private static final class Script implements ViewScript {
        private static final LuaScript LUA = LuaScript.of(InvitesView.class, "invites.lua");

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
            List<Object> args = new ArrayList<>(1 + 5 * records.size());
            args.add(new ViewKeys(partition).prefix());
            for (ConsumerRecord<String, byte[]> r : records) {
                try {
                    args.addAll(args(r));
                } catch (InvalidValue e) {
                    LOG.errorf("not an invite record partition=%d offset=%d", r.partition(), r.offset());
                }
            }
            return args;
        }

        private static List<Object> args(ConsumerRecord<String, byte[]> r) {
            if (r.value() == null) {
                return List.of(r.key(), "", "", "", "");
            }
            InviteRecord invite = TopicCodec.read(r.value(), InviteRecord.class);
            Instant end = invite.closedAt() != null && invite.closedAt().isAfter(invite.expiresAt())
                    ? invite.closedAt()
                    : invite.expiresAt();
            return List.of(
                    invite.inviteId().value(),
                    invite.status().name().toLowerCase(Locale.ROOT),
                    invite.expiresAt().toEpochMilli(),
                    end.plus(Limits.REMEMBERED).toEpochMilli(),
                    r.value());
        }
    }
}
