package io.guestchat.relay.log;

import io.guestchat.protocol.topic.TopicNames;

/** The keyed topics that the relay reads, each with the field of its position in a partition's position hash. */
public enum LogTopic {
    SESSIONS(TopicNames.SESSIONS, "s"),
    ACKS(TopicNames.ACKS, "a"),
    ENVELOPES(TopicNames.ENVELOPES, "e");

    private final String topic;
    private final String field;

    LogTopic(String topic, String field) {
        this.topic = topic;
        this.field = field;
    }

    /** Its name in Kafka. */
    public String topic() {
        return topic;
    }

    /** Its field in the position hash. */
    public String field() {
        return field;
    }
}
