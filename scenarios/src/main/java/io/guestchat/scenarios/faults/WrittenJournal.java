package io.guestchat.scenarios.faults;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.history.Event;
import io.guestchat.scenarios.history.HistoryWriter;
import io.guestchat.scenarios.history.RunClock;
import io.guestchat.scenarios.relay.Journal;
import io.guestchat.scenarios.relay.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A client's history, as it goes to disk. */
final class WrittenJournal implements Journal {
    /** Enough to tell any two payloads of a run apart. */
    private static final int HASH_BYTES = 9;

    private final HistoryWriter history;
    private final RunClock clock;

    WrittenJournal(HistoryWriter history, RunClock clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void connecting(URI relay) {
        history.add(new Event.Connecting(clock.micros(), relay.getAuthority()));
    }

    @Override
    public void ready(RelayFrame.Ready ready) {
        ready.conversations()
                .forEach(each -> history.add(new Event.Ready(
                        clock.micros(), each.id().value(), each.accepted(), each.delivered(), each.acked())));
    }

    @Override
    public void closed(int code) {
        history.add(new Event.Closed(clock.micros(), code));
    }

    @Override
    public void composed(ConversationId conversation, Outgoing outgoing) {
        history.add(new Event.Composed(
                clock.micros(),
                conversation.value(),
                outgoing.n(),
                outgoing.kind() == Kind.HANDSHAKE,
                hash(outgoing.payload())));
    }

    @Override
    public void sent(ConversationId conversation, Outgoing outgoing) {
        history.add(new Event.Sent(clock.micros(), conversation.value(), outgoing.n()));
    }

    @Override
    public void accepted(ConversationId conversation, long n) {
        history.add(new Event.Accepted(clock.micros(), conversation.value(), n));
    }

    @Override
    public void refused(RelayFrame.Error error) {
        ConversationId conversation = error.conversation();
        Long n = error.n();
        history.add(new Event.Refused(
                clock.micros(),
                conversation == null ? "" : conversation.value(),
                n == null ? 0 : n,
                error.code().name()));
    }

    @Override
    public void delivered(RelayFrame.Deliver envelope) {
        history.add(new Event.Delivered(
                clock.micros(),
                envelope.conversation().value(),
                envelope.seq(),
                envelope.from().wire(),
                envelope.n(),
                envelope.kind() == Kind.HANDSHAKE,
                hash(envelope.payload())));
    }

    @Override
    public void presented(RelayFrame.Deliver envelope) {
        history.add(new Event.Presented(clock.micros(), envelope.conversation().value(), envelope.seq()));
    }

    @Override
    public void acked(ConversationId conversation, long seq) {
        history.add(new Event.Acked(clock.micros(), conversation.value(), seq));
    }

    @Override
    public void ticked(ConversationId conversation, long n) {
        history.add(new Event.Ticked(clock.micros(), conversation.value(), n));
    }

    private static String hash(String payload) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.US_ASCII));
            return Base64Url.encode(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
