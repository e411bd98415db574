package io.guestchat.protocol.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/**
 * One JSON object that everybody reads alike: UTF-8, no member twice at any depth, nothing behind it, flat, short numbers.
 * Otherwise two parsers of one token could see two tokens.
 */
final class StrictObject {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_NUMBER_CHARACTERS = 32;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARACTERS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictObject() {}

    /** @throws ParseException if it is anything else; without the text */
    static JsonNode parse(byte[] json) throws ParseException {
        try {
            JsonNode node = READER.readValue(utf8(json));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new ParseException("not strict JSON", 0);
        }
        throw new ParseException("not a JSON object", 0);
    }

    /** The JSON parser, given bytes, would take UTF-16 and UTF-32 too. */
    private static String utf8(byte[] json) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    }
}
