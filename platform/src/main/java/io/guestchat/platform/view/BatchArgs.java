package io.guestchat.platform.view;

import io.guestchat.protocol.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** A batch of one partition as its script is told of it. */
final class BatchArgs {
    private static final Logger LOG = Logger.getLogger(BatchArgs.class);

    private BatchArgs() {}

    /** @param applied the offset that the batch continues from; empty for none */
    static List<Object> of(TopicView topic, String applied, List<ConsumerRecord<String, byte[]>> records) {
        ConsumerRecord<String, byte[]> last = records.getLast();
        List<Object> args = new ArrayList<>(List.of(applied, Long.toString(last.offset())));
        args.addAll(topic.head(last.partition()));
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                args.addAll(topic.args(record));
            } catch (InvalidValue e) {
                LOG.errorf(
                        "view topic=%s partition=%d offset=%d is no record of it",
                        record.topic(), record.partition(), record.offset());
            }
        }
        return args;
    }
}
