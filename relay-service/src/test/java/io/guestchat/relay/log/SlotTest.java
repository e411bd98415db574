package io.guestchat.relay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotTest {
    @ParameterizedTest
    @EnumSource
    void aMailboxSaysWhoseItIs(Side side) {
        ConversationId id = new ConversationId("A".repeat(22));
        assertEquals(new Slot.Owner(id, side), Slot.owner(new Slot(7).mailbox(id, side)));
    }

    /** A view of another format is made by a group that has read nothing yet. */
    @ParameterizedTest
    @EnumSource
    void eachFormatOfTheViewHasItsOwnGroups(LogTopic topic) throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Slot.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        assertEquals(
                "guestchat-relay-" + topic.channel() + "-" + Slot.FORMAT,
                settings.getProperty("mp.messaging.incoming." + topic.channel() + ".group.id"));
    }
}
