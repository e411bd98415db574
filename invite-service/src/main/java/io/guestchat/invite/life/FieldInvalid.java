package io.guestchat.invite.life;

import io.guestchat.protocol.InvalidValue;

/** A member of the request, or a parameter, that is missing or out of range. */
public final class FieldInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public FieldInvalid(String field, InvalidValue cause) {
        super(field + " " + cause.getMessage(), cause);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
