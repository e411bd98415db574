package io.guestchat.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.InvalidValue;
import java.util.regex.Pattern;

/** A tenant's own opaque name for one of its registered users; unique within the tenant only. */
public record MemberId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    public MemberId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue("must be 1 to 128 printable ASCII characters without space");
        }
    }

    @JsonCreator
    public static MemberId parse(String value) {
        return new MemberId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
