package io.guestchat.scenarios.relay;

import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import java.net.URI;

/** Hears of everything that a client does and notices, as it happens. Each method does nothing unless overridden. */
public interface Journal {
    /** A new socket is opened; those before are not heard any more. */
    default void connecting(URI relay) {}

    /** {@code ready} came. */
    default void ready(RelayFrame.Ready ready) {}

    /** The socket is over; 0 if the client gave it up silently. */
    default void closed(int code) {}

    /** The application said something. */
    default void composed(ConversationId conversation, Outgoing outgoing) {}

    /** A {@code send} went out. */
    default void sent(ConversationId conversation, Outgoing outgoing) {}

    /** Everything up to n is accepted. */
    default void accepted(ConversationId conversation, long n) {}

    /** An {@code error} came. */
    default void refused(RelayFrame.Error error) {}

    /** An envelope came, for the first time or again. */
    default void delivered(RelayFrame.Deliver envelope) {}

    /** An envelope is stored and given to the application. */
    default void presented(RelayFrame.Deliver envelope) {}

    /** An {@code ack} went out. */
    default void acked(ConversationId conversation, long seq) {}

    /** The peer has acknowledged everything up to n. */
    default void ticked(ConversationId conversation, long n) {}
}
