package io.guestchat.relay.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotTest {
    @ParameterizedTest
    @EnumSource
    void aMailboxSaysWhoseItIs(Side side) {
        ConversationId id = new ConversationId("A".repeat(22));
        assertEquals(new Slot.Owner(id, side), Slot.owner(new Slot(7).mailbox(id, side)));
    }
}
