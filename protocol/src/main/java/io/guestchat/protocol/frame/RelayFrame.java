package io.guestchat.protocol.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.guestchat.protocol.id.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame from the relay to a client. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RelayFrame.Challenge.class, name = "challenge"),
    @JsonSubTypes.Type(value = RelayFrame.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = RelayFrame.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = RelayFrame.Deliver.class, name = "deliver"),
    @JsonSubTypes.Type(value = RelayFrame.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = RelayFrame.Signal.class, name = "signal"),
    @JsonSubTypes.Type(value = RelayFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = RelayFrame.Conversation.class, name = "conversation"),
    @JsonSubTypes.Type(value = RelayFrame.Alert.class, name = "alert"),
    @JsonSubTypes.Type(value = RelayFrame.Error.class, name = "error")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RelayFrame {
    /** Asks for an {@code authenticate}: first of all, and again before a token expires. */
    record Challenge(String nonce) implements RelayFrame {}

    /** The connection is authenticated; where each of its conversations stands. */
    record Ready(Side side, List<Position> conversations, Limits limits) implements RelayFrame {}

    /**
     * Where a conversation stands for the connected side.
     *
     * @param accepted  its highest accepted n
     * @param delivered the highest of its n that the peer has acknowledged
     * @param acked     the highest seq it has acknowledged itself
     */
    record Position(ConversationId id, ConversationStatus status, long accepted, long delivered, long acked) {}

    /**
     * What the client must keep to.
     *
     * @param frame   bytes of a frame
     * @param payload decoded bytes of a send's payload
     * @param signal  bytes of a signal's payload
     * @param window  unconfirmed sends
     * @param burst   sends at once, per side of a conversation
     * @param rate    sends a second after that
     */
    record Limits(int frame, int payload, int signal, int window, int burst, int rate) {}

    /** Every envelope of this side up to n is in the log. */
    record Accepted(ConversationId conversation, long n) implements RelayFrame {}

    /** An envelope. */
    record Deliver(ConversationId conversation, long seq, Side from, long n, Kind kind, String payload, Instant at)
            implements RelayFrame {}

    /** The peer has acknowledged everything of this side up to n. */
    record Delivered(ConversationId conversation, long n) implements RelayFrame {}

    /** From the peer, never stored. */
    record Signal(ConversationId conversation, String payload) implements RelayFrame {}

    /** The peer came or went. */
    record Presence(ConversationId conversation, PeerStatus peer) implements RelayFrame {}

    /** A conversation opened or ended. */
    record Conversation(
            ConversationId id,
            ConversationStatus status,
            @Nullable EndReason reason) implements RelayFrame {}

    /** Something both sides should know of. */
    record Alert(ConversationId conversation, AlertCode code) implements RelayFrame {}

    /**
     * A frame was refused.
     *
     * @param expected   with {@code n-gap}: the n that comes next
     * @param retryAfter with {@code rate-limited}: seconds
     */
    record Error(
            ErrorCode code,
            String detail,
            @Nullable ConversationId conversation,
            @Nullable Long n,
            @Nullable Long expected,
            @Nullable Long retryAfter)
            implements RelayFrame {}
}
