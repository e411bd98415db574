package io.guestchat.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.InvalidValue;
import java.util.regex.Pattern;

/** The binding of one guest's browser key to one redeemed invite: 16 random bytes in base64url. */
public record SessionId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue("must be 16 bytes in base64url");
        }
    }

    @JsonCreator
    public static SessionId parse(String value) {
        return new SessionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
