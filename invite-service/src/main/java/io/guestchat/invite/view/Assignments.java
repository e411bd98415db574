package io.guestchat.invite.view;

import io.guestchat.platform.view.LogView;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tells each view which partitions are this node's to apply. */
final class Assignments {
    private Assignments() {}

    @Singleton
    @Identifier(InvitesView.CHANNEL)
    static class OfInvites extends Assignment {
        OfInvites(InvitesView view) {
            super(view.progress());
        }
    }

    @Singleton
    @Identifier(SessionsView.CHANNEL)
    static class OfSessions extends Assignment {
        OfSessions(SessionsView view) {
            super(view.progress());
        }
    }

    private abstract static class Assignment implements KafkaConsumerRebalanceListener {
        private final LogView view;

        Assignment(LogView view) {
            this.view = view;
        }

        @Override
        public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            view.assigned(consumer, partitions);
        }

        @Override
        public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            view.revoked(partitions);
        }
    }
}
