package io.guestchat.relay.log;

import io.guestchat.protocol.topic.TopicNames;
import java.util.Set;

/** The keyed topics that the relay reads, each with the field of its position in a partition's position hash. */
public enum LogTopic {
    SESSIONS(TopicNames.SESSIONS, "sessions", "s"),
    ACKS(TopicNames.ACKS, "acks", "a"),
    ENVELOPES(TopicNames.ENVELOPES, "envelopes", "e");

    static final Set<LogTopic> ALL = Set.of(values());

    private final String topic;
    private final String channel;
    private final String field;

    LogTopic(String topic, String channel, String field) {
        this.topic = topic;
        this.channel = channel;
        this.field = field;
    }

    /** Its name in Kafka. */
    public String topic() {
        return topic;
    }

    /** The incoming channel that brings it. */
    String channel() {
        return channel;
    }

    /** Its field in the position hash. */
    public String field() {
        return field;
    }

    /** The field there that has the topic's id, which changes when a topic is deleted and made again. */
    String idField() {
        return "i" + field;
    }
}
