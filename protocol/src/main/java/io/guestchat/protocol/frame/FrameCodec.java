package io.guestchat.protocol.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guestchat.protocol.InvalidValue;

/**
 * Frames as JSON text. A client's frame is read strictly: one object, no member twice, none that the protocol does not name,
 * none missing, no type coerced. The relay's frames are read as clients must: members not known are ignored.
 */
public final class FrameCodec {
    private static final ObjectMapper STRICT = mapper().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private static final ObjectMapper LENIENT =
            mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private FrameCodec() {}

    private static JsonMapper.Builder mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(4).build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** @throws InvalidValue if the text is not a frame that a client may send; the connection closes with 4400 */
    public static ClientFrame readClient(String text) {
        ClientFrame usual = UsualSpelling.read(text);
        return usual != null ? usual : read(STRICT, text, ClientFrame.class);
    }

    /** @throws InvalidValue if the text is not a frame of the relay */
    public static RelayFrame readRelay(String text) {
        return read(LENIENT, text, RelayFrame.class);
    }

    private static <T> T read(ObjectMapper mapper, String text, Class<T> type) {
        T frame;
        try {
            frame = mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new InvalidValue("not a frame of guestchat.v1");
        }
        if (frame == null) {
            throw new InvalidValue("not a frame of guestchat.v1");
        }
        return frame;
    }

    public static String write(ClientFrame frame) {
        return write(ClientFrame.class, frame);
    }

    public static String write(RelayFrame frame) {
        return write(RelayFrame.class, frame);
    }

    private static <T> String write(Class<T> type, T frame) {
        try {
            return STRICT.writerFor(type).writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
