package io.guestchat.scenarios.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Something a client did or noticed, or something that was done to the suite. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "e")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Event.Connecting.class, name = "connecting"),
    @JsonSubTypes.Type(value = Event.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Event.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Event.Composed.class, name = "composed"),
    @JsonSubTypes.Type(value = Event.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Event.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Event.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Event.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = Event.Presented.class, name = "presented"),
    @JsonSubTypes.Type(value = Event.Acked.class, name = "acked"),
    @JsonSubTypes.Type(value = Event.Ticked.class, name = "ticked"),
    @JsonSubTypes.Type(value = Event.Drained.class, name = "drained"),
    @JsonSubTypes.Type(value = Event.Disturbed.class, name = "disturbed"),
    @JsonSubTypes.Type(value = Event.Repaired.class, name = "repaired")
})
public sealed interface Event {
    /** When, in microseconds of one clock for all histories of a run, which never goes back. */
    long at();

    /**
     * The first line of a client's history.
     *
     * @param side {@code member} or {@code guest}
     */
    record Began(long at, String client, String side, List<String> conversations) implements Event {}

    /** A new socket is opened; whatever the one before still says is not heard any more. */
    record Connecting(long at, String relay) implements Event {}

    /** {@code ready} came, with these numbers of one conversation: one event for each. */
    record Ready(long at, String conversation, long accepted, long delivered, long acked) implements Event {}

    /**
     * The socket is over.
     *
     * @param code of WebSocket; 0 when the client gave the socket up without telling the relay
     */
    record Closed(long at, int code) implements Event {}

    /** The application said something: this n has these bytes for good. */
    record Composed(long at, String conversation, long n, boolean handshake, String hash) implements Event {}

    /** A {@code send} went out; often more than once for one n. */
    record Sent(long at, String conversation, long n) implements Event {}

    /** Everything up to n is accepted. */
    record Accepted(long at, String conversation, long n) implements Event {}

    /** An {@code error} named this n. */
    record Refused(long at, String conversation, long n, String code) implements Event {}

    /** A {@code deliver} came, whether for the first time or again. */
    record Delivered(long at, String conversation, long seq, String from, long n, boolean handshake, String hash)
            implements Event {}

    /** The application got what was delivered under this seq. */
    record Presented(long at, String conversation, long seq) implements Event {}

    /** An {@code ack} went out. */
    record Acked(long at, String conversation, long seq) implements Event {}

    /** {@code delivered} came: the peer has acknowledged everything up to n. */
    record Ticked(long at, String conversation, long n) implements Event {}

    /**
     * The quiet at the end is over: nothing new was said for a while, nothing was disturbed any more.
     *
     * @param complete whether everything that was said had been accepted and ticked
     */
    record Drained(long at, boolean complete) implements Event {}

    /** Something began to be done to the suite. */
    record Disturbed(long at, int number, String kind, String what) implements Event {}

    /** What the disturbance of that number broke was started, connected or let go on again. */
    record Repaired(long at, int number) implements Event {}
}
