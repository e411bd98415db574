package io.guestchat.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.guestchat.protocol.InvalidValue;
import java.util.regex.Pattern;

/** A messaging provider that runs, or is hosted on, the suite. */
public record TenantId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue("must be 1 to 32 lower-case letters, digits and hyphens");
        }
    }

    @JsonCreator
    public static TenantId parse(String value) {
        return new TenantId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
