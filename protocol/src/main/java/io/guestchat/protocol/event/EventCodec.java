package io.guestchat.protocol.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Events as CloudEvents 1.0 in the structured mode of JSON: the whole event is the record's value. A reader ignores types and members
 * that it does not know, so that two adjacent versions of the suite can share the topic.
 */
public final class EventCodec {
    /** The {@code content-type} header of such a record. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventCodec() {}

    /** The attributes, as CloudEvents names them; {@code tenantid} is an extension. */
    private record Attributes(
            String specversion,
            String id,
            String source,
            String type,
            InviteId subject,
            Instant time,
            TenantId tenantid,
            String datacontenttype,
            EventData data) {}

    public static byte[] write(GuestEvent event) {
        EventType type = event.data().type();
        try {
            return JSON.writeValueAsBytes(new Attributes(
                    "1.0",
                    event.id(),
                    type.source(),
                    type.wire(),
                    event.invite(),
                    event.time(),
                    event.tenant(),
                    "application/json",
                    event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was written, as it is read. */
    private record Read(String id, String type, InviteId subject, Instant time, TenantId tenantid, JsonNode data) {
        private Read {
            if (Stream.of(id, type, subject, time, tenantid, data).anyMatch(Objects::isNull)) {
                throw new InvalidValue("not an event");
            }
        }
    }

    /**
     * An event of the topic; empty if its type is not one of ours.
     *
     * @throws InvalidValue if the bytes are not such an event
     */
    public static Optional<GuestEvent> read(byte[] value) {
        try {
            Read read = JSON.readValue(value, Read.class);
            if (read == null) {
                throw new InvalidValue("not an event");
            }
            Optional<EventType> type = Arrays.stream(EventType.values())
                    .filter(known -> known.wire().equals(read.type()))
                    .findFirst();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            EventData data = JSON.treeToValue(read.data(), dataOf(type.get()));
            return Optional.of(new GuestEvent(read.id(), read.subject(), read.tenantid(), read.time(), data));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidValue("not an event");
        }
    }

    private static Class<? extends EventData> dataOf(EventType type) {
        return switch (type) {
            case INVITE_CREATED -> EventData.InviteCreated.class;
            case INVITE_REVOKED -> EventData.InviteRevoked.class;
            case INVITE_EXPIRED -> EventData.InviteExpired.class;
            case INVITE_REDEEMED -> EventData.InviteRedeemed.class;
            case REDEMPTION_REFUSED -> EventData.RedemptionRefused.class;
            case CONVERSATION_ENDED -> EventData.ConversationEnded.class;
            case LINK_REQUESTED -> EventData.LinkRequested.class;
            case MESSAGE_WAITING -> EventData.MessageWaiting.class;
        };
    }
}
