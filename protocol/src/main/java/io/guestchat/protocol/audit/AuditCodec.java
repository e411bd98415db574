package io.guestchat.protocol.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guestchat.protocol.InvalidValue;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;

/** Audit records as CloudEvents 1.0 in the structured mode of JSON; {@code node} is an extension. */
public final class AuditCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private AuditCodec() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Attributes(
            String specversion,
            String id,
            String source,
            AuditType type,
            String subject,
            Instant time,
            String node,
            String datacontenttype,
            SortedMap<String, String> data) {}

    public static byte[] write(AuditRecord of) {
        try {
            return JSON.writeValueAsBytes(new Attributes(
                    "1.0",
                    of.id(),
                    of.source(),
                    of.type(),
                    of.subject(),
                    of.time(),
                    of.node(),
                    "application/json",
                    of.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws InvalidValue if it is none, or of a kind that a later version knows */
    public static AuditRecord read(byte[] value) {
        try {
            Attributes of = JSON.readValue(value, Attributes.class);
            if (of.type() == null || of.source() == null || of.subject() == null || of.data() == null) {
                throw new InvalidValue("not an audit record");
            }
            return new AuditRecord(of.id(), of.source(), of.type(), of.subject(), of.time(), of.node(), of.data());
        } catch (IOException e) {
            throw new InvalidValue("not an audit record");
        }
    }
}
