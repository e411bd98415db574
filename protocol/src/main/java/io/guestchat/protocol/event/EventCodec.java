package io.guestchat.protocol.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import java.time.Instant;

/** Events as CloudEvents 1.0 in the structured mode of JSON: the whole event is the record's value. */
public final class EventCodec {
    /** The {@code content-type} header of such a record. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
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
}
