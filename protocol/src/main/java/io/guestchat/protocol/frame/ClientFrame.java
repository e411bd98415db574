package io.guestchat.protocol.frame;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.ConversationId;
import org.jspecify.annotations.Nullable;

/** A frame from a client to the relay. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Authenticate.class, name = "authenticate"),
    @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
    @JsonSubTypes.Type(value = ClientFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ClientFrame.Signal.class, name = "signal")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ClientFrame {
    /** The largest n or seq: what a JSON number holds exactly in every client. */
    long MAX_COUNTER = (1L << 53) - 1;

    /**
     * Answers a challenge.
     *
     * @param proof DPoP proof over the challenge's nonce; needed whenever the token has {@code cnf}
     */
    record Authenticate(
            @JsonProperty(required = true) String token,
            @Nullable String proof) implements ClientFrame {
        public Authenticate {
            requireNonNull(token);
        }
    }

    /**
     * @param n       the sender's own gapless counter in this conversation, from 1
     * @param payload canonical base64url; its decoded length may still be over the limit
     */
    record Send(
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) long n,
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) String payload)
            implements ClientFrame {
        public Send {
            requireNonNull(conversation);
            requireNonNull(kind);
            requireCounter(n);
            requirePayload(payload);
        }

        /** Decoded, in bytes. */
        public int payloadBytes() {
            return Base64Url.decodedLength(payload);
        }
    }

    /** Everything in this conversation up to {@code seq} is stored safely by the client. */
    record Ack(
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) long seq) implements ClientFrame {
        public Ack {
            requireNonNull(conversation);
            if (seq < 0 || seq > MAX_COUNTER) {
                throw new InvalidValue("seq is out of range");
            }
        }
    }

    /** Passed on to the peer if it is connected, never stored. */
    record Signal(
            @JsonProperty(required = true) ConversationId conversation,
            @JsonProperty(required = true) String payload) implements ClientFrame {}

    private static void requireCounter(long n) {
        if (n < 1 || n > MAX_COUNTER) {
            throw new InvalidValue("n is out of range");
        }
    }

    private static void requirePayload(String payload) {
        if (payload.isEmpty()) {
            throw new InvalidValue("payload is empty");
        }
        Base64Url.requireCanonical(payload);
    }
}
